import { column } from "./expression.ts";
import type { Expression, Order } from "./expression.ts";
import { over, call, equal, value } from "./expression.ts";
import { select } from "./relation.ts";
import type { Relation } from "./relation.ts";

/** Newest `updated_at`, else newest file, else the later line: which row of a key counts. */
export const newestFirst: readonly Order[] = [
  { by: column("updated_at"), descending: true },
  { by: column("file_order"), descending: true },
  { by: column("line"), descending: true },
];

/** Of each member's rows (with updated_at, file_order, line) the one that counts. */
export const newestRow = (of: Relation, key: readonly Expression[]): Relation =>
  select({
    note: "the newest row of each",
    from: of,
    everything: true,
    columns: {},
    qualify: equal(over(call("row_number"), { partitionBy: key, orderBy: newestFirst }), value(1)),
  });
