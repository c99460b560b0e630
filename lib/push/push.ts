import type * as z from "zod";
import type { Bench } from "../sql/bench.ts";
import type { Relation } from "../sql/relation.ts";
import type { Writer } from "./audience-writer.ts";
import type { Target } from "./find-target.ts";
import type { AudiencePlatform, PushPorts } from "./ports.ts";
import type { StopsNow } from "./stops-now.ts";

/** One audience on the bench, held by its one writer. */
export interface Push {
  readonly ports: PushPorts;
  readonly bench: Bench;
  readonly writer: Writer;
  readonly platform: AudiencePlatform;
  readonly target: Target;
  /** As they were when the work began: the plan is right while they stay so. */
  readonly stops: StopsNow;
  /** Seconds until it is worth asking what became of what the platform is still at; 0: at nothing. */
  readonly unsettled: number;
}

/** The one row of a result. */
export async function one<T>({ bench }: Push, relation: Relation, row: z.ZodType<T>): Promise<T> {
  const [found] = await bench.engine.all(relation, row);
  if (found === undefined) throw new Error("a query for one row gave none");
  return found;
}
