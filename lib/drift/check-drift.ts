import { Conflict } from "../core/failure.ts";
import { datasetSchema } from "../core/dataset.ts";
import type { Dataset } from "../core/dataset.ts";
import type { AudienceId, RunId } from "../core/ids.ts";
import { readManifestFiles } from "../ingest/contract.ts";
import type { Audience } from "../push/contract.ts";
import type { RunInputs } from "../compute/contract.ts";
import type { Definitions } from "../segments/contract.ts";
import { checkStore } from "./check-store.ts";
import { driftKey } from "./contract.ts";
import type { Finding } from "./contract.ts";
import { planFreshness } from "./plan-freshness.ts";
import { planLedger } from "./plan-ledger.ts";
import { planPlatform } from "./plan-platform.ts";
import type { DriftPorts } from "./ports.ts";

/** One audience: asked for, or remembered, or both. */
interface Known {
  readonly id: AudienceId;
  readonly wanted: boolean;
  readonly audience: Audience | undefined;
}

async function knownAudiences(ports: DriftPorts, definitions: Definitions): Promise<Known[]> {
  const stored = new Map(
    (await ports.audiences.list()).map(({ value }) => [value.audience, value]),
  );
  const wanted = new Set(
    definitions.segments.flatMap(({ to }) => to.map(({ audience }) => audience)),
  );
  return [...new Set([...wanted, ...stored.keys()])]
    .toSorted()
    .map((id) => ({ id, wanted: wanted.has(id), audience: stored.get(id) }));
}

async function checkPlatform(ports: DriftPorts, run: RunId, known: Known): Promise<Finding> {
  const found = await ports.matches.read(known.id);
  const { finding, match } = planPlatform({ ...known, run, match: found?.value });
  if (match !== undefined) {
    try {
      await ports.matches.write(known.id, match, found?.version ?? 0);
    } catch (error) {
      if (!(error instanceof Conflict)) throw error; // another check noted it a moment ago
    }
  }
  return finding;
}

async function checkAudience(ports: DriftPorts, run: RunId, known: Known): Promise<Finding[]> {
  const destination = known.audience?.destination;
  const paused = destination !== undefined && (await ports.paused(destination));
  const ledger = planLedger({ ...known, run, paused });
  return known.wanted ? [ledger, await checkPlatform(ports, run, known)] : [ledger];
}

/** When the newest of the files that the run counted arrived. */
async function newestFile(
  { lake }: DriftPorts,
  inputs: RunInputs,
  dataset: Dataset,
): Promise<string | undefined> {
  const files = await readManifestFiles(lake, dataset, inputs.manifests[dataset] ?? 0);
  return files
    .map(({ receivedAt }) => receivedAt)
    .toSorted((one, other) => Date.parse(one) - Date.parse(other))
    .at(-1);
}

async function checkFreshness(
  ports: DriftPorts,
  { definitions, inputs }: { readonly definitions: Definitions; readonly inputs: RunInputs },
): Promise<Finding[]> {
  const findings = [];
  for (const dataset of datasetSchema.options) {
    const limit = definitions.workspace.settings.freshness[dataset];
    if (limit === undefined) continue;
    const newest = await newestFile(ports, inputs, dataset);
    findings.push(planFreshness({ dataset, limit, now: inputs.now, newest }));
  }
  return findings;
}

/**
 * Holds what is believed against what is: the members table against the published generation, each
 * ledger against what the run wanted, each platform's own count against the ledger, and the age of the data against
 * the workspace's limits. Changes nothing. The findings are kept at `generations/<run>/drift.json`.
 */
export const checkDrift =
  (ports: DriftPorts) =>
  async ({ run }: { readonly run: RunId }): Promise<readonly Finding[]> => {
    const frozen = await ports.definitionsOf(run);
    const findings = [await checkStore(ports)];
    for (const known of await knownAudiences(ports, frozen.definitions))
      findings.push(...(await checkAudience(ports, run, known)));
    findings.push(...(await checkFreshness(ports, frozen)));
    await ports.lake.writeJson(driftKey(run), findings);
    return findings;
  };
