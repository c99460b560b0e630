import * as z from "zod";
import { hashEmail } from "../identity/email.ts";
import { identityRulesVersion } from "../identity/identity.ts";
import type { Pseudonyms } from "../identity/member-id.ts";
import type { Engine, SqlValue } from "../sql/engine.ts";
import {
  type Expression,
  type SqlType,
  call,
  cast,
  column,
  list,
  value,
} from "../sql/expression.ts";
import { type Relation, create, select, table } from "../sql/relation.ts";
import { peopleColumns } from "./contract-columns.ts";
import { pseudonymOfEmail } from "./plan-pseudonyms.ts";
import { nothing } from "./typed-cells.ts";

/** People whom a file knows by their e-mail address. */

const byEmailName = "members by e-mail";
const addresses = "addresses";

/** `text` as it stands in the file, `memberId`, and what `identities/people` gets of it. */
export const membersByEmail: Relation = table(byEmailName);

const columns = {
  text: "VARCHAR",
  line: "BIGINT",
  meta: "VARCHAR",
  google: "VARCHAR",
} as const satisfies Record<string, SqlType>;

const textSchema = z.object({ text: z.string(), line: z.int() });

/** Names each of these texts (`text`, the first `line` that has it), each of which is there once. */
export async function nameByEmail(
  engine: Engine,
  texts: Relation,
  { pads }: Pick<Pseudonyms, "pads">,
): Promise<void> {
  async function* hashed(): AsyncGenerator<readonly SqlValue[]> {
    for await (const row of engine.rows(texts)) {
      const { text, line } = textSchema.parse(row);
      const { meta, google = null } = hashEmail(text);
      if (meta === undefined) throw new Error("the engine took for an e-mail address what is none");
      yield [text, line, meta, google];
    }
  }
  const named = select({
    from: table(addresses),
    everything: true,
    columns: { memberId: pseudonymOfEmail(column("meta"), pads) },
  });
  for (const name of [addresses, byEmailName]) await engine.run({ is: "drop", name });
  await engine.load(addresses, columns, hashed());
  await engine.run(create(byEmailName, named, "pseudonyms of everybody known by e-mail"));
  await engine.run({ is: "drop", name: addresses });
}

/** The hashes of one person, who may be written in several ways: each once, in an order of their own. */
const hashesIn = (name: string): Expression =>
  call("list_sort", call("list_distinct", call("array_agg", column(name))));

const made: Readonly<Record<string, Expression>> = {
  memberId: column("memberId"),
  line: call("min", column("line")),
  rules: value(identityRulesVersion),
  meta_emails: hashesIn("meta"),
  google_emails: hashesIn("google"),
};

/** What is not known of somebody who is known by e-mail alone: a list of none, or nothing. */
const notKnown = (type: SqlType): Expression => (type === "VARCHAR[]" ? list() : nothing(type));

/** As `identities/people` has them: an e-mail address each, and nothing else. */
export const identitiesByEmail: Relation = select({
  note: "identities of people known by e-mail",
  from: membersByEmail,
  columns: Object.fromEntries(
    Object.entries(peopleColumns).map(([name, type]) => [
      name,
      cast(made[name] ?? notKnown(type), type),
    ]),
  ),
  groupBy: [column("memberId")],
});
