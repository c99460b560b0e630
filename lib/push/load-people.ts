import type { RunInputs } from "../compute/contract.ts";
import { peopleKey, readManifestFiles } from "../ingest/contract.ts";
import type { ManifestEntry } from "../ingest/contract.ts";
import { peopleColumns } from "../ingest/contract-columns.ts";
import type { Bench } from "../sql/bench.ts";
import { all, column, equal } from "../sql/expression.ts";
import type { Expression, SqlType } from "../sql/expression.ts";
import { newestRow } from "../sql/newest-row.ts";
import { create, createEmpty, select, table, union } from "../sql/relation.ts";
import type { Relation } from "../sql/relation.ts";
import {
  columnsNamed,
  contactColumns,
  fileColumns,
  filesNow,
  rowsOf,
  underCustomers,
} from "./load-rows.ts";
import type { Reader } from "./load-rows.ts";
import { identitiesOfPersons, underPersons } from "./merged-people.ts";

/** What rows are compared by at the door is of no use here. */
const columns: Readonly<Record<string, SqlType>> = Object.fromEntries(
  Object.entries(peopleColumns).filter(([name]) => name !== "contact"),
);
const rowColumns = { ...columns, ...fileColumns };

/** Which row of which file. */
const placeNames = ["memberId", "file_order", "line"];

const same = (name: string): Expression => equal(column(name, "c"), column(name, "p"));

const onlyThoseOf = (rows: Relation, of: string, by: readonly string[]): Relation =>
  select({
    from: rows,
    as: "p",
    everything: true,
    columns: {},
    joins: [{ kind: "semi", relation: table(of), as: "c", on: all(...by.map(same)) }],
  });

const exceptThoseOf = (rows: Relation, of: string): Relation =>
  select({
    from: rows,
    as: "p",
    everything: true,
    columns: {},
    joins: [{ kind: "anti", relation: table(of), as: "c", on: same("memberId") }],
  });

/** Identities in files, under the customers whose they are. */
async function identitiesIn(
  ports: Reader,
  bench: Bench,
  entries: readonly ManifestEntry[],
): Promise<Relation> {
  const rows = await rowsOf(ports, bench, { entries, key: peopleKey, columns });
  return rows === undefined ? table("nobody") : underCustomers(rows, Object.keys(rowColumns));
}

/**
 * Files that know people by e-mail who may be in a segment or have said no: orders as the run was
 * frozen with, the others as they are now.
 */
async function filesByEmail(
  ports: Reader,
  { manifests }: RunInputs,
): Promise<readonly ManifestEntry[]> {
  const files = [
    ...(await readManifestFiles(ports.lake, "orders", manifests.orders ?? 0)),
    ...(await filesNow(ports, "consents")),
    ...(await filesNow(ports, "objections")),
  ];
  return files.filter(({ people }) => people);
}

/** Table `as`: the place of each member's newest row. */
async function findNewest({ engine }: Bench, rows: Relation, as: string): Promise<void> {
  const places = select({ from: rows, columns: columnsNamed([...placeNames, "updated_at"]) });
  const newest = select({
    from: newestRow(places, [column("memberId")]),
    columns: columnsNamed(placeNames),
  });
  await engine.run(create(as, newest));
}

/**
 * Each customer's newest row, of the files the run was frozen with, and people who are known by
 * e-mail alone: gives those of `candidates` as a relation (identifiers are wide, so they stay in their
 * files), and makes the table `contacts`, e-mails and phones of everybody. Needs `aliases` and `merged`.
 */
export async function loadPeople(
  ports: Reader,
  bench: Bench,
  inputs: RunInputs,
): Promise<Relation> {
  const { lake } = ports;
  await bench.engine.run(createEmpty("nobody", rowColumns));
  const customers = await identitiesIn(
    ports,
    bench,
    await readManifestFiles(lake, "customers", inputs.manifests.customers ?? 0),
  );
  const others = await identitiesIn(ports, bench, await filesByEmail(ports, inputs));
  await findNewest(bench, customers, "newest");
  await findNewest(bench, exceptThoseOf(others, "newest"), "newest_by_email");
  const known = onlyThoseOf(customers, "newest", placeNames);
  const contacts = underPersons(union(known, others), Object.keys(contactColumns));
  await bench.engine.run(create("contacts", contacts));
  const people = union(known, onlyThoseOf(others, "newest_by_email", placeNames));
  const persons = identitiesOfPersons(people, Object.keys(rowColumns));
  return onlyThoseOf(persons, "candidates", ["memberId"]);
}
