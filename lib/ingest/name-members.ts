import type { Pseudonyms } from "../identity/member-id.ts";
import type { Engine } from "../sql/engine.ts";
import { type Expression, all, any, call, column, equal, known } from "../sql/expression.ts";
import {
  type Join,
  type Relation,
  create,
  createEmpty,
  select,
  table,
  union,
} from "../sql/relation.ts";
import { someAnswerCounts } from "./consent-cells.ts";
import { isByEmail } from "./email-cells.ts";
import { identitiesByEmail, membersByEmail, nameByEmail } from "./people-by-email.ts";
import type { PersonInput } from "./plan-dataset.ts";
import type { Layout } from "./plan-layout.ts";
import { pseudonymOf } from "./plan-pseudonyms.ts";
import { isKept } from "./plan-rows.ts";
import { nothing } from "./typed-cells.ts";

/** Whom a file names, and by what. */
export interface Naming {
  readonly people: readonly PersonInput[];
  readonly layout: Layout;
  readonly pseudonyms: Pick<Pseudonyms, "pads">;
}

/** The pseudonyms of a file's people, on the workbench. */
export interface NamedMembers {
  /** To be joined to the rows, as `rows`. */
  readonly joins: readonly Join[];
  /** Column of the lake → its pseudonym, of what is joined. */
  readonly columns: Readonly<Record<string, Expression>>;
  /** As `identities/customers` has them. */
  readonly customerIds: Relation;
  /** As `identities/people` has them; undefined where the file knows nobody by e-mail. */
  readonly identities: Relation | undefined;
}

const byIdName = "members by id";
const membersById = table(byIdName);

/** What the kept rows call people in these columns, and rejected ones whose no counts. */
const namesIn = (rows: Relation, { layout }: Naming, people: readonly PersonInput[]): Relation =>
  union(
    ...people.map(({ name }) =>
      select({
        from: rows,
        columns: { text: column(name), line: column("line") },
        where: all(known(column(name)), any(isKept, someAnswerCounts(layout))),
      }),
    ),
  );

/** memberId and customer_id of everybody whom the file knows by id, each once. */
const customerIds = select({
  from: membersById,
  columns: { memberId: column("memberId"), customer_id: column("text") },
});

async function nameById(
  engine: Engine,
  names: Relation,
  { pads }: Naming["pseudonyms"],
): Promise<void> {
  const once = select({ from: names, columns: { text: column("text") }, distinct: true });
  const named = select({
    from: once,
    columns: { text: column("text"), memberId: pseudonymOf(column("text"), pads) },
  });
  await engine.run(create(byIdName, named, "pseudonyms of everybody in the kept rows, once"));
}

const firstLines = (names: Relation): Relation =>
  select({
    note: "e-mail addresses of the kept rows, each once",
    from: names,
    columns: { text: column("text"), line: call("min", column("line")) },
    groupBy: [column("text")],
  });

const joinOf = (layout: Layout, person: PersonInput): Join => ({
  kind: person.required ? "inner" : "left",
  relation: isByEmail(layout, person) ? membersByEmail : membersById,
  as: person.memberAs,
  on: equal(column(person.name, "rows"), column("text", person.memberAs)),
});

/**
 * Makes the pseudonyms of a file's people: once for each, however many rows they have. Customer ids
 * are named inside the engine; e-mail addresses once lib/identity, which knows how they are written,
 * has hashed them.
 */
export async function nameMembers(
  engine: Engine,
  rows: Relation,
  naming: Naming,
): Promise<NamedMembers> {
  const { layout, pseudonyms } = naming;
  const found = naming.people.filter(({ name }) => name in layout.cells);
  const byEmail = found.filter((person) => isByEmail(layout, person));
  const byId = found.filter((person) => !isByEmail(layout, person));
  await engine.run({ is: "drop", name: byIdName });
  if (byId.length > 0) await nameById(engine, namesIn(rows, naming, byId), pseudonyms);
  else await engine.run(createEmpty(byIdName, { text: "VARCHAR", memberId: "VARCHAR" }));
  if (byEmail.length > 0)
    await nameByEmail(engine, firstLines(namesIn(rows, naming, byEmail)), pseudonyms);
  return {
    joins: found.map((person) => joinOf(layout, person)),
    columns: Object.fromEntries(
      naming.people.map(({ name, memberAs }) => [
        memberAs,
        name in layout.cells ? column("memberId", memberAs) : nothing("VARCHAR"),
      ]),
    ),
    customerIds,
    identities: byEmail.length > 0 ? identitiesByEmail : undefined,
  };
}
