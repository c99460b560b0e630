import type * as z from "zod";
import type { FaultName } from "../faults.ts";
import type { GoogleWorld } from "./google-world.ts";
import { Refusal } from "./refusal.ts";

/** One call, whichever wire it came by. */
export interface Call {
  /** `/package.Service/Method` or the URL's path: what faults are matched with and the log shows. */
  readonly path: string;
  readonly authorization: string | undefined;
  /** Set when the fault `partial` was planned: every tenth record fails, from the first on. */
  readonly partial: boolean;
}

/** Carries one method out: a plain object in, a plain object out, or throws a Refusal. */
export type Method = (world: GoogleWorld, request: unknown, call: Call) => object | Promise<object>;

/** How a platform words what is refused before a method is reached. */
export interface Gate {
  /** Throws when the caller may not (token, scope, quota). */
  admit(world: GoogleWorld, call: Call): void;
  /** The platform's own words for a planned fault; undefined where it has none. */
  refusalOf(fault: FaultName): Refusal | undefined;
}

export type Outcome =
  | { readonly kind: "answer"; readonly value: object }
  | { readonly kind: "refused"; readonly refusal: Refusal }
  /** Never answered, cut off, or answered with a web page by something in between. */
  | { readonly kind: "hang" | "drop" | "html" };

const asRefusal = (problem: unknown): Refusal =>
  problem instanceof Refusal
    ? problem
    : new Refusal("INTERNAL", `The sandbox itself failed: ${String(problem)}`);

/** Runs a method behind the faults, the token check and the quotas. */
export async function performCall(
  world: GoogleWorld,
  gate: Gate,
  call: Omit<Call, "partial"> & { run(call: Call): object | Promise<object> },
): Promise<Outcome> {
  const fault = world.faults.next(call.path);
  if (fault === "hang" || fault === "html") return { kind: fault };
  if (fault === "drop-before") return { kind: "drop" };
  const { path, authorization } = call;
  const asked: Call = { path, authorization, partial: fault === "partial" };
  try {
    const planned = fault === undefined ? undefined : gate.refusalOf(fault);
    if (planned !== undefined) throw planned;
    gate.admit(world, asked);
    world.settle();
    const value = await call.run(asked);
    return fault === "drop-after" ? { kind: "drop" } : { kind: "answer", value };
  } catch (problem) {
    return { kind: "refused", refusal: asRefusal(problem) };
  }
}

/** Whether the `partial` fault strikes this record. */
export const strikes = (call: Call, index: number): boolean => call.partial && index % 10 === 0;

/** Reads a decoded request. What passes the wire but not this has an unknown enum number in it. */
export function readRequest<T extends z.ZodType>(schema: T, request: unknown): z.infer<T> {
  const read = schema.safeParse(request);
  if (read.success) return read.data;
  const field = read.error.issues[0]?.path.join(".") ?? "";
  throw new Refusal("INVALID_ARGUMENT", "Request contains an invalid argument.", [
    {
      type: "google.rpc.BadRequest",
      value: { field_violations: [{ field, description: "Invalid value." }] },
    },
  ]);
}
