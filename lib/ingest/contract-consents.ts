import {
  above,
  all,
  any,
  atMost,
  callWhere,
  column,
  known,
  not,
  surely,
  timestamp,
  unknown,
} from "../sql/expression.ts";
import { select } from "../sql/relation.ts";
import type { Relation } from "../sql/relation.ts";

/** What ingest hands on: what rows of consents mean. */

/**
 * Consents as they stand at `now`, of rows with memberId, purpose, granted and at: the newest row per member and
 * purpose, a tie is no, a no dated in the future counts already, a yes not yet. Where only such a yes is there
 * nothing stands: it is neither granted nor refused.
 */
export function consentsAt(now: string, rows: Relation): Relation {
  const at = column("at");
  const yes = callWhere("max", all(column("granted"), atMost(at, timestamp(now))), at);
  const no = callWhere("max", not(column("granted")), at);
  return select({
    from: select({
      note: "the newest yes that counts already, and the newest no",
      from: rows,
      columns: { memberId: column("memberId"), purpose: column("purpose"), yes, no },
      groupBy: [column("memberId"), column("purpose")],
    }),
    columns: {
      memberId: column("memberId"),
      purpose: column("purpose"),
      granted: all(
        known(column("yes")),
        any(unknown(column("no")), surely(above(column("yes"), column("no")))),
      ),
      refused: all(
        known(column("no")),
        any(unknown(column("yes")), surely(atMost(column("yes"), column("no")))),
      ),
    },
  });
}
