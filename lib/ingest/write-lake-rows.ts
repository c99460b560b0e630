import { countryOf } from "../identity/country.ts";
import { type Relation, parquet, write } from "../sql/relation.ts";
import { checkCustomerConsents, checkLakeRows } from "./check-lake-rows.ts";
import {
  customerConsentsKey,
  customerIdsKey,
  datasetKey,
  fingerprintsKey,
  partName,
  peopleKey,
} from "./contract.ts";
import { countIdentifiers } from "./count-identifiers.ts";
import { countUnusableConsents } from "./count-unusable-consents.ts";
import { fetchKnownPeople } from "./fetch-known-people.ts";
import { type HashedPeople, hashPeople } from "./hash-people.ts";
import type { JudgedPart, KnownFile } from "./judge-rows.ts";
import { type NamedMembers, nameMembers } from "./name-members.ts";
import { planCustomerConsents } from "./plan-customer-consents.ts";
import { planFingerprints } from "./plan-fingerprints.ts";
import { planLakeRows } from "./plan-lake-rows.ts";
import type { FileReading } from "./plan-rows.ts";
import type { IngestPorts, Workbench } from "./ports.ts";
import type { PartOutcome } from "./progress.ts";

/** Judged rows on their way into the lake. */
interface Kept {
  readonly known: KnownFile;
  readonly reading: FileReading;
  readonly rows: JudgedPart["rows"];
  readonly members: NamedMembers;
}

/** Hashes the people of a customers file; of any other there is nothing to hash. */
async function hashIfCustomers(
  ports: IngestPorts,
  bench: Workbench,
  { known, rows, members, number }: Kept & { readonly number: number },
): Promise<HashedPeople | undefined> {
  if (known.dataset !== "customers") return undefined;
  const { country, merge } = known.workspace.settings;
  const region = countryOf(country);
  if (region === undefined) throw new Error("the workspace's country is none that phones know");
  const pseudonyms = await ports.pseudonyms();
  const earlier = await fetchKnownPeople(ports, bench, { file: known.id, number });
  return hashPeople(bench, rows, { pseudonyms, region, members, earlier, mergedBy: merge });
}

/** What goes into the lake beside the rows: under which key, and what. */
function besides(
  { known, reading, rows, members }: Kept,
  part: string,
  made: { readonly people: HashedPeople | undefined; readonly lakeRows: string },
): readonly (readonly [key: string, what: Relation])[] {
  const { dataset } = known;
  const { layout } = reading;
  const consents = planCustomerConsents(rows, { layout, members });
  const lake = { rows: made.lakeRows, people: made.people?.path };
  const hasConsents = Object.keys(layout.consents).length > 0;
  const byEmail = made.people === undefined ? members.identities : undefined;
  return [
    [customerIdsKey(part), members.customerIds],
    ...(byEmail === undefined ? [] : [[peopleKey(part), byEmail] as const]),
    ...(hasConsents ? [[customerConsentsKey(part), consents] as const] : []),
    [fingerprintsKey(dataset, part), planFingerprints(lake, { dataset, layout })],
  ];
}

/**
 * Brings the kept rows of a part into the lake: under pseudonyms in `datasets/`, hashes and customer
 * ids in `identities/`. None of it counts before the file is committed. Gives what identifiers could
 * be used, and what could not.
 */
export async function writeLakeRows(
  ports: IngestPorts,
  bench: Workbench,
  about: Omit<Kept, "members"> & { readonly number: number },
): Promise<Pick<PartOutcome, "identifiers" | "unusable">> {
  const { engine, scratch } = bench;
  const { known, reading, rows } = about;
  const { plan, layout } = reading;
  const { dataset } = known;
  const pseudonyms = await ports.pseudonyms();
  const members = await nameMembers(engine, rows, { people: plan.people, layout, pseudonyms });
  const kept = { known, reading, rows, members };
  const people = await hashIfCustomers(ports, bench, { ...kept, number: about.number });
  const part = partName(known.id, about.number);
  const lakeRows = scratch.path("lake-rows.parquet");
  await engine.run(write(planLakeRows(rows, { dataset, layout, members, people }), lakeRows));
  await checkLakeRows(engine, rows, parquet(lakeRows));
  await ports.lake.upload(lakeRows, datasetKey(dataset, part));
  if (people !== undefined) await ports.lake.upload(people.path, peopleKey(part));
  for (const [key, what] of besides(kept, part, { people, lakeRows })) {
    const path = scratch.path("lake-besides.parquet");
    await engine.run(write(what, path));
    if (key === customerConsentsKey(part)) {
      await checkCustomerConsents(engine, rows, { layout, written: parquet(path) });
    }
    await ports.lake.upload(path, key);
  }
  const consents = await countUnusableConsents(engine, rows, layout);
  if (people === undefined) return { identifiers: {}, unusable: consents };
  const { identifiers, unusable } = await countIdentifiers(engine, rows, { layout, people });
  return { identifiers, unusable: { ...unusable, ...consents } };
}
