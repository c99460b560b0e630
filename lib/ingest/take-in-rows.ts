import { countryOf } from "../identity/country.ts";
import { type Relation, parquet, write } from "../sql/relation.ts";
import type { Workspace } from "../workspace/workspace.ts";
import {
  type IngestedDataset,
  customerIdsKey,
  datasetKey,
  peopleKey,
  quarantineKey,
} from "./contract.ts";
import { checkLakeRows } from "./check-lake-rows.ts";
import { type RowCounts, countRows, refuseContactData } from "./count-rows.ts";
import { datasetPlans } from "./dataset-plans.ts";
import { type HashedPeople, hashPeople, peopleOf } from "./hash-people.ts";
import { members, nameMembers } from "./name-members.ts";
import { type CheckedFile, type Unpacked, checkFile } from "./open-file.ts";
import { planLakeRows } from "./plan-lake-rows.ts";
import { planRows } from "./plan-rows.ts";
import type { IngestPorts, MemberIdOf, Workbench } from "./ports.ts";
import { quarantineRows } from "./quarantine-rows.ts";
import { gzip } from "./unpack.ts";

/** A file whose name, dataset and content are known. */
export interface KnownFile {
  readonly id: string;
  /** Without `inbox/`. */
  readonly file: string;
  readonly dataset: IngestedDataset;
  readonly compressed: boolean;
  readonly receivedAt: string;
  readonly workspace: Workspace;
}

/** Judged rows on the workbench. */
export interface JudgedFile {
  readonly rows: Relation;
  readonly checked: CheckedFile;
  readonly counts: RowCounts;
}

/** Reads a file's rows and judges each. Throws `InputProblem` for what makes the whole file unusable. */
export async function judgeRows(
  { engine, scratch }: Workbench,
  known: KnownFile,
  unpacked: Unpacked,
): Promise<JudgedFile> {
  const { dataset, receivedAt, workspace } = known;
  const plan = datasetPlans[dataset];
  const checked = await checkFile(scratch, unpacked, { map: workspace.datasets[dataset], plan });
  const { layout, header, check } = checked;
  const reading = { layout, settings: workspace.settings, receivedAt };
  const judged = scratch.path("rows.parquet");
  const clean = scratch.path(checked.name);
  await engine.run(write(planRows(clean, header.delimiter, { plan, reading }), judged));
  const rows = parquet(judged);
  await refuseContactData(engine, rows);
  return { rows, checked, counts: await countRows(engine, rows, { layout, plan, check }) };
}

/** Writes the rejected rows beside the inbox. Gives their key, or null when there are none. */
export async function writeQuarantine(
  ports: Pick<IngestPorts, "inbox">,
  { engine, scratch }: Workbench,
  about: { readonly known: KnownFile; readonly unpacked: Unpacked; readonly judged: JudgedFile },
): Promise<string | null> {
  const { known, unpacked, judged } = about;
  if (judged.counts.rejected === 0) return null;
  const rejected = quarantineRows(scratch.read(unpacked.name), judged.checked.header, {
    engine,
    rows: judged.rows,
  });
  await scratch.write("quarantine", known.compressed ? gzip(rejected) : rejected);
  const key = quarantineKey(known.file);
  await ports.inbox.upload(scratch.path("quarantine"), key);
  return key;
}

async function hashIfPeople(
  memberIdOf: MemberIdOf,
  bench: Workbench,
  about: { readonly known: KnownFile; readonly judged: JudgedFile },
): Promise<HashedPeople | undefined> {
  if (about.known.dataset !== "customers") return undefined;
  const region = countryOf(about.known.workspace.settings.country);
  if (region === undefined) throw new Error("the workspace's country is none that phones know");
  return hashPeople(bench, about.judged.rows, { memberIdOf, region });
}

/**
 * Brings the kept rows of a file into the lake: under pseudonyms in `datasets/`, hashes and customer
 * ids in `identities/`. None of it counts before the file is committed. Gives what identifiers could
 * not be used.
 */
export async function writeLakeRows(
  ports: Pick<IngestPorts, "lake" | "pseudonyms">,
  bench: Workbench,
  about: { readonly known: KnownFile; readonly judged: JudgedFile },
): Promise<Readonly<Record<string, number>>> {
  const { known, judged } = about;
  const { engine, scratch } = bench;
  const files: { readonly path: string; readonly key: string }[] = [];
  const prepare = async (relation: Relation, key: string) => {
    const path = scratch.path(`lake-${files.length}.parquet`);
    await engine.run(write(relation, path));
    files.push({ path, key });
    return parquet(path);
  };
  const memberIdOf = await ports.pseudonyms();
  await nameMembers(engine, judged.rows, memberIdOf);
  const people = await hashIfPeople(memberIdOf, bench, about);
  await prepare(members, customerIdsKey(known.id));
  if (people !== undefined) await prepare(peopleOf(people), peopleKey(known.id));
  const { layout } = judged.checked;
  const planned = planLakeRows(judged.rows, { dataset: known.dataset, layout, people });
  const written = await prepare(planned, datasetKey(known.dataset, known.id));
  await checkLakeRows(engine, judged.rows, written);
  for (const { path, key } of files) await ports.lake.upload(path, key);
  return people?.unusable ?? {};
}
