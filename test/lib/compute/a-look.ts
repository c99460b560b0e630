import type { CountingFiles } from "../../../lib/compute/fetch-datasets.ts";
import type { JudgePorts } from "../../../lib/compute/judge-people.ts";
import { readManifest } from "../../../lib/ingest/commit-file.ts";
import { countingFiles } from "../../../lib/ingest/contract.ts";
import type { Rulebook } from "../../../lib/segments/contract.ts";
import { readDefinitions } from "../../../lib/segments/read-definitions.ts";
import type { Bench } from "../../../lib/sql/bench.ts";
import type { Folder } from "../../../lib/workspace/workspace.ts";
import { aCompany, memberOf } from "./a-company.ts";
import type { Dropped } from "./a-company.ts";

/** What a look at a company's data starts from. */
export interface LookedAt {
  readonly ports: JudgePorts;
  readonly rulebook: Rulebook;
  readonly files: CountingFiles;
  readonly moment: string;
}

/** The definitions of a folder. Throws when it has errors. */
export function definitionsIn(folder: Folder): Rulebook {
  const { definitions, problems } = readDefinitions(folder);
  if (definitions !== undefined) return definitions;
  throw new Error(problems.map(({ message }) => message).join("\n"));
}

/** Looks at a company's data on a bench. Throws when the look left anything in the lake. */
export async function lookAt<T>(
  { folder, dropped, gone = [] }: { folder: Folder; dropped: Dropped; gone?: readonly string[] },
  look: (bench: Bench, at: LookedAt) => Promise<T>,
): Promise<T> {
  const company = aCompany(folder);
  await company.drop(dropped);
  company.gone.push(...gone.map((one) => memberOf(one)));
  const before = company.lake.contents.size;
  const found = await company.ports.withBench((bench) =>
    look(bench, {
      ports: { lake: company.lake, tombstones: company.ports.tombstones },
      rulebook: definitionsIn(folder),
      files: async (dataset) =>
        countingFiles((await readManifest(company.ports, dataset)).manifest.files),
      moment: "2026-11-24T01:00:00Z",
    }),
  );
  if (company.lake.contents.size !== before) throw new Error("the look wrote to the lake");
  return found;
}
