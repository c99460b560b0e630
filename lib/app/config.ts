import { tmpdir } from "node:os";
import * as z from "zod";
import { InputProblem } from "../core/failure.ts";
import { env } from "./names.ts";

/** The environment as functions are given it. */
export type Environment = Readonly<Record<string, string | undefined>>;

const text = z.string().min(1);

/**
 * Every setting of the functions, under the short names of `env`. A function picks those that it
 * needs; endpoints that are not said are the platforms' own.
 */
export const settings = z.object({
  inboxBucket: text,
  lakeBucket: text,
  controlTable: text,
  membersTable: text,
  secretPrefix: text,
  pseudonymKey: text,
  identitiesKey: text,
  refreshStateMachine: text,
  ingestQueue: z.url(),
  uploadWindow: z.coerce.number().int().min(1),
  metaUrl: z.url().optional(),
  metaVersion: text.optional(),
  googleAdsEndpoint: text.optional(),
  googleAdsRestUrl: z.url().optional(),
  dataManagerEndpoint: text.optional(),
  googleTokenUrl: z.url().optional(),
  scratch: text.default(() => tmpdir()),
});

const keys = new Map<string, string>(Object.entries(env));

/**
 * Reads what a function needs from its environment; empty is not said. Throws `InputProblem` that
 * names every missing or unreadable key at once, and no value.
 *
 * @example readConfig(settings.pick({ lakeBucket: true, scratch: true }), process.env).lakeBucket
 */
export function readConfig<T>(needed: z.ZodType<T>, environment: Environment): T {
  const given = Object.entries(env).flatMap(([short, key]) => {
    const value = environment[key];
    return value === undefined || value === "" ? [] : [[short, value] as const];
  });
  const read = needed.safeParse(Object.fromEntries(given));
  if (read.success) return read.data;
  const wrong = read.error.issues.map(({ path }) => keys.get(String(path[0])) ?? String(path[0]));
  throw new InputProblem(
    `missing or unreadable in the environment: ${[...new Set(wrong)].join(", ")}`,
  );
}
