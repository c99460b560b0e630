import { consentsAt } from "../ingest/contract-consents.ts";
import { all, any, call, column, equal, not, timestamp } from "../sql/expression.ts";
import { select, table } from "../sql/relation.ts";
import type { Join, Relation } from "../sql/relation.ts";
import { fileRows } from "./plan-current-rows.ts";
import type { DatasetFiles } from "./plan-current-rows.ts";

const customerBehind: Join = {
  kind: "left",
  relation: table("aliases"),
  as: "alias",
  on: equal(column("alias", "alias"), column("memberId", "row")),
};

/** Each customer's answers, those under an e-mail address too. A row without a time counts from now on. */
const answers = (files: DatasetFiles, now: string): Relation =>
  select({
    from: fileRows(files),
    as: "row",
    joins: [customerBehind],
    columns: {
      memberId: call("coalesce", column("memberId", "alias"), column("memberId", "row")),
      purpose: column("purpose", "row"),
      granted: column("granted", "row"),
      at: call("coalesce", column("at", "row"), timestamp(now)),
    },
  });

const personOf: Join = {
  kind: "left",
  relation: table("merged"),
  as: "its",
  on: equal(column("memberId", "its"), column("memberId", "row")),
};

/** Of customers who are one person the strictest consent holds: one refusal stands for all of them. */
function strictest(consents: Relation): Relation {
  const person = call("coalesce", column("person", "its"), column("memberId", "row"));
  const purpose = column("purpose", "row");
  const refused = call("bool_or", column("refused", "row"));
  return select({
    from: consents,
    as: "row",
    joins: [personOf],
    columns: {
      memberId: person,
      purpose,
      granted: all(call("bool_or", column("granted", "row")), not(refused)),
      refused,
    },
    groupBy: [person, purpose],
  });
}

/** Consents that stand, one row for each person and purpose: granted, or refused. Needs `aliases` and `merged`. */
export const currentConsents = (files: DatasetFiles, now: string): Relation =>
  select({
    from: strictest(consentsAt(now, answers(files, now))),
    columns: {
      memberId: column("memberId"),
      purpose: column("purpose"),
      granted: column("granted"),
    },
    where: any(column("granted"), column("refused")),
  });
