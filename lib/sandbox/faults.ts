import * as z from "zod";

/** What can be made to go wrong. Each platform maps a fault to its own error shape. */
const faultNameSchema = z.enum([
  "throttle",
  "transient",
  "html",
  "drop-before",
  "drop-after",
  "hang",
  "token-expired",
  "terms",
  "flagged",
  "too-small",
  "partial",
  "not-allowlisted",
  "concurrent",
]);
export type FaultName = z.infer<typeof faultNameSchema>;

/** `POST /_sandbox/faults`: the nth call (1-based, counted from now) whose path contains `path` fails so. */
export const faultListSchema = z.array(
  z.strictObject({
    match: z.strictObject({ path: z.string(), nth: z.int().min(1) }),
    fault: faultNameSchema,
  }),
);
export type FaultList = z.infer<typeof faultListSchema>;

export interface Faults {
  /** Replaces the list; counting starts anew. */
  plan(list: FaultList): void;
  /** To be asked once per call: the fault of this call, if any. gRPC paths look like `/package.Service/Method`. */
  next(path: string): FaultName | undefined;
}

export function faults(): Faults {
  let planned: {
    readonly path: string;
    readonly nth: number;
    readonly fault: FaultName;
    seen: number;
  }[] = [];
  return {
    plan: (list) => {
      planned = list.map(({ match, fault }) => ({ ...match, fault, seen: 0 }));
    },
    next: (path) => {
      let hit: FaultName | undefined;
      for (const one of planned) {
        if (!path.includes(one.path)) continue;
        one.seen += 1;
        if (one.seen === one.nth) hit ??= one.fault;
      }
      return hit;
    },
  };
}
