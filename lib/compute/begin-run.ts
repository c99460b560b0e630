import { InputProblem } from "../core/failure.ts";
import { datasetSchema } from "../core/dataset.ts";
import { runIdSchema } from "../core/ids.ts";
import type { RunId } from "../core/ids.ts";
import type { Rulebook } from "../segments/contract.ts";
import type { GenerationPointer, RunInputs, RunRequest, StartedRun } from "./contract.ts";
import { generationKeys } from "./contract.ts";
import { releaseLease, takeLease } from "./lease.ts";
import type { RunPorts } from "./ports.ts";
import { readPublished } from "./read-published.ts";

type Audiences = StartedRun["audiences"];

/** `r-20261124-030000-nightly`, with `-2` and so on when it is taken. */
async function freeRunId(ports: RunPorts, { now, trigger }: RunRequest): Promise<RunId> {
  const [day = "", time = ""] = now.replaceAll(/[-:]/g, "").split(/[T.Z]/);
  const first = `r-${day}-${time}-${trigger}`;
  let id = runIdSchema.parse(first);
  for (let next = 2; (await ports.runs.read(id)) !== undefined; next += 1) {
    id = runIdSchema.parse(`${first}-${next}`);
  }
  return id;
}

/** The newest run's number goes up by one: whatever writes later, writes with a higher number. */
async function nextGeneration({ generationPointer }: RunPorts): Promise<GenerationPointer> {
  const found = await generationPointer.read("generation");
  const before = found?.value ?? { generation: 0, published: null, unfinished: [] };
  const next = { ...before, generation: before.generation + 1 };
  await generationPointer.write("generation", next, found?.version ?? 0);
  return next;
}

async function frozenManifests({ manifests }: RunPorts): Promise<RunInputs["manifests"]> {
  const versions: RunInputs["manifests"] = {};
  for (const { id, value } of await manifests.list()) {
    const dataset = datasetSchema.safeParse(id);
    if (dataset.success) versions[dataset.data] = value.version;
  }
  return versions;
}

function wantedAudiences(definitions: Rulebook | undefined): Audiences {
  const platforms = new Map(
    definitions?.workspace.destinations.map(({ id, platform }) => [id, platform]),
  );
  return (definitions?.segments ?? []).flatMap(({ to }) =>
    to.flatMap(({ audience, destination }) => {
      const platform = platforms.get(destination);
      return platform === undefined ? [] : [{ audience, platform }];
    }),
  );
}

/**
 * Wanted audiences, and those known from before. Definitions that cannot be read any more still
 * leave the known ones, from which people must be able to be removed.
 */
async function audiencesOf(ports: RunPorts, hash: string): Promise<Audiences> {
  const { definitions } = await readPublished(ports, hash);
  const found = new Map(
    [...(await ports.knownAudiences()), ...wantedAudiences(definitions)].map((one) => [
      one.audience,
      one,
    ]),
  );
  return [...found.values()].toSorted((a, b) => (a.audience < b.audience ? -1 : 1));
}

async function freeze(ports: RunPorts, run: RunId, request: RunRequest): Promise<Audiences> {
  const { now, trigger } = request;
  const workspace = (await ports.workspacePointer.read("workspace"))?.value.hash;
  if (workspace === undefined)
    throw new InputProblem("no workspace is published yet: run `audience publish` first");
  const startedAt = ports.clock().toISOString();
  const record = {
    run,
    now,
    trigger,
    state: "running" as const,
    startedAt,
    finishedAt: null,
    error: null,
  };
  await ports.runs.write(run, record, 0);
  const { generation, published, unfinished } = await nextGeneration(ports);
  const inputs: RunInputs = {
    run,
    now,
    trigger,
    generation,
    workspace,
    manifests: await frozenManifests(ports),
    previous: published,
    unfinished,
  };
  await ports.lake.writeJson(generationKeys(run).inputs, inputs);
  return audiencesOf(ports, workspace);
}

/**
 * Begins a run: takes the lease, freezes everything that its result depends on, and lists the
 * audiences that it must look after. Throws `Busy` while another run is at work, `InputProblem`
 * when no workspace was published.
 */
export const beginRun =
  (ports: RunPorts) =>
  async (asked: RunRequest): Promise<StartedRun> => {
    const request = { ...asked, now: new Date(asked.now).toISOString() };
    const run = await freeRunId(ports, request);
    await takeLease(ports, run);
    try {
      return { run, now: request.now, audiences: await freeze(ports, run, request) };
    } catch (error) {
      await failed(ports, run);
      throw error;
    }
  };

/** A run that could not begin leaves no lease behind, and its record says so. */
async function failed(ports: RunPorts, run: RunId): Promise<void> {
  const record = await ports.runs.read(run);
  if (record !== undefined) {
    const finishedAt = ports.clock().toISOString();
    await ports.runs.write(
      run,
      { ...record.value, state: "failed", finishedAt, error: "could not begin" },
      record.version,
    );
  }
  await releaseLease(ports, run);
}
