import { customerConsentsKey, datasetKey, peopleKey } from "../ingest/contract.ts";
import { datasetColumns } from "../ingest/contract-columns.ts";
import type { Bench } from "../sql/bench.ts";
import { column, equal } from "../sql/expression.ts";
import { create, createEmpty, select, table, union } from "../sql/relation.ts";
import type { Relation } from "../sql/relation.ts";
import { alsoUnderCustomers, contactColumns, fileColumns, filesNow, rowsOf } from "./load-rows.ts";
import type { Reader } from "./load-rows.ts";
import { strictestConsents, underPersons } from "./merged-people.ts";
import { consentsNow } from "./plan-consent.ts";

/** Brings onto the bench what stops people from being pushed, as it stands at this moment. */

const { memberId, purpose, granted, at } = datasetColumns.consents;
const consentColumns = { memberId, purpose, granted, at };

/** Rows of consents files, and of consents that stand in columns of customers files. */
async function consentRows(ports: Reader, bench: Bench): Promise<readonly Relation[]> {
  const columns = consentColumns;
  const own = await rowsOf(ports, bench, {
    entries: await filesNow(ports, "consents"),
    key: (part) => datasetKey("consents", part),
    columns,
  });
  const inColumns = await rowsOf(ports, bench, {
    entries: (await filesNow(ports, "customers")).filter(({ consents }) => consents),
    key: customerConsentsKey,
    columns,
  });
  return [own, inColumns].filter((rows) => rows !== undefined);
}

/** Tables `consents` and `consents_now`, of all files that count. Needs `aliases` and `merged`. */
export async function loadConsents(ports: Reader, bench: Bench, now: string): Promise<void> {
  const columns = { ...consentColumns, ...fileColumns };
  const rows = await consentRows(ports, bench);
  await bench.engine.run(
    rows.length === 0
      ? createEmpty("consents", columns)
      : create("consents", alsoUnderCustomers(union(...rows), Object.keys(columns))),
  );
  await bench.engine.run(create("consents_now", strictestConsents(consentsNow(now))));
}

/** Themselves, the customers behind them, and the persons these are. */
const withCustomers = (rows: Relation): Relation =>
  select({
    from: union(
      alsoUnderCustomers(rows, ["memberId"]),
      underPersons(alsoUnderCustomers(rows, ["memberId"]), ["memberId"]),
    ),
    columns: { memberId: column("memberId") },
    distinct: true,
  });

/** Identities of people whose erasure was asked for by their e-mail address. */
async function erasedByEmail(ports: Reader, bench: Bench): Promise<Relation | undefined> {
  const entries = (await filesNow(ports, "erasures")).filter(({ people }) => people);
  const rows = await rowsOf(ports, bench, { entries, key: peopleKey, columns: contactColumns });
  if (rows === undefined) return undefined;
  return select({
    from: rows,
    as: "p",
    everything: true,
    columns: {},
    joins: [
      {
        kind: "semi",
        relation: table("tombstones"),
        as: "t",
        on: equal(column("memberId", "t"), column("memberId", "p")),
      },
    ],
  });
}

/**
 * Table `erased`: members with a tombstone; `erased_contacts`: the addresses by which erasures were
 * asked for, which hold for everybody who has them. Needs `aliases` and `merged`.
 */
export async function loadErased(ports: Reader, bench: Bench): Promise<void> {
  const { engine } = bench;
  const erased = await ports.stops.erased();
  await engine.load(
    "tombstones",
    { memberId: "VARCHAR" },
    erased.map((member) => [member]),
  );
  await engine.run(create("erased", withCustomers(table("tombstones"))));
  const byEmail = await erasedByEmail(ports, bench);
  await engine.run(
    byEmail === undefined
      ? createEmpty("erased_contacts", contactColumns)
      : create("erased_contacts", byEmail),
  );
}

/** Table `objecting`: members who object; an objection dated in the future counts now. Needs `aliases` and `merged`. */
export async function loadObjections(ports: Reader, bench: Bench): Promise<void> {
  const columns = { memberId: datasetColumns.objections.memberId };
  const rows = await rowsOf(ports, bench, {
    entries: await filesNow(ports, "objections"),
    key: (part) => datasetKey("objections", part),
    columns,
  });
  await bench.engine.run(
    rows === undefined
      ? createEmpty("objecting", columns)
      : create("objecting", withCustomers(rows)),
  );
}
