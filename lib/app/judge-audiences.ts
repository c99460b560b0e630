import { tmpdir } from "node:os";
import type { ScratchFolder } from "../adapters/files/scratch-folder.ts";
import type { RunInputs } from "../compute/contract.ts";
import type { LocalGeneration } from "../compute/hand-over.ts";
import type { AudienceId, SegmentId } from "../core/ids.ts";
import { isEmptyAudience } from "../push/contract.ts";
import type { Audience } from "../push/contract.ts";
import { loadDeciders, neverPushed } from "../push/judge-audience.ts";
import type { JudgedAudience } from "../push/judge-audience.ts";
import type { Reader } from "../push/load-rows.ts";
import type { PreviewPorts } from "../push/preview-audience.ts";
import type { Definitions, Segment } from "../segments/contract.ts";
import type { Bench } from "../sql/bench.ts";
import { create, parquet } from "../sql/relation.ts";
import type { Relation } from "../sql/relation.ts";
import { benches } from "./bench.ts";
import type { OperatorStores } from "./operate.ts";

/** DuckDB's memory for computing people and for judging audiences, in MB: one after the other. */
export const memory = { people: 1600, audiences: 1200 };

/** Audiences as they were left at the platforms, by id. */
export type Records = ReadonlyMap<AudienceId, Audience>;

/** Segments that may keep members of this one from being pushed. */
export const keepingOut = (segment: Segment, { segments }: Definitions): readonly SegmentId[] => {
  const group = segment.exclusive?.group;
  const rivals = segments.filter(
    ({ exclusive }) => group !== undefined && exclusive?.group === group,
  );
  return [...new Set([...segment.exclude, ...rivals.map(({ id }) => id)])];
};

/** The audiences that a segment asks for, and those of its that are still at a platform. */
export function audiencesOf(
  segment: Segment,
  definitions: Definitions,
  records: Records,
): readonly JudgedAudience[] {
  const { destinations } = definitions.workspace;
  const wanted = segment.to.flatMap(({ audience, destination: id }) => {
    const destination = destinations.find((one) => one.id === id);
    if (destination === undefined) return [];
    const record = records.get(audience) ?? neverPushed(audience, segment.firstId, destination);
    return [{ definitions, segment, destination, record }];
  });
  const left = [...records.values()].flatMap((record) => {
    const destination = destinations.find((one) => one.id === record.destination);
    const isWanted = wanted.some((one) => one.record.audience === record.audience);
    const isLeft = record.segment === segment.firstId && !isEmptyAudience(record) && !isWanted;
    return isLeft && destination !== undefined
      ? [{ definitions, segment: undefined, destination, record }]
      : [];
  });
  return [...wanted, ...left];
}

/** Work at a bench for audiences, by a generation in files on this machine. */
export const withAudiences = <T>(
  ports: Reader,
  of: { readonly generation: LocalGeneration; readonly inputs: RunInputs },
  work: (bench: Bench, people: Relation) => Promise<T>,
): Promise<T> =>
  benches(
    tmpdir(),
    memory.audiences,
  )(async (bench) => {
    for (const name of ["memberships", "marks", "aliases", "merged"] as const)
      await bench.engine.run(create(name, parquet(of.generation[name])));
    return work(bench, await loadDeciders(ports, bench, of.inputs));
  });

/** Audiences as they were left at the platforms. */
export const audienceRecords = async ({
  audiences,
}: Pick<OperatorStores, "audiences">): Promise<Records> =>
  new Map((await audiences.list()).map(({ value }) => [value.audience, value]));

export interface NamedAudience {
  readonly id: AudienceId;
  /** Whether a segment asks for it; else it is being emptied. */
  readonly wanted: boolean;
}

/** Looks at audiences one after the other: they share a bench. */
export async function lookAtAudiences<T>(
  audiences: readonly JudgedAudience[],
  look: (audience: JudgedAudience) => Promise<T>,
): Promise<readonly (NamedAudience & T)[]> {
  const found: (NamedAudience & T)[] = [];
  for (const audience of audiences) {
    const { record, segment } = audience;
    const seen = await look(audience);
    found.push({ id: record.audience, wanted: segment !== undefined, ...seen });
  }
  return found;
}

/** What stops pushes, as it stands. */
export const portsOf = (stores: OperatorStores): PreviewPorts & Reader => ({
  lake: stores.lake,
  manifests: stores.manifests,
  holds: stores.holds,
  stops: { paused: stores.paused, erased: stores.erased },
});

/** Names for the files of a generation in a folder. */
export const generationIn = (folder: ScratchFolder): LocalGeneration => ({
  memberships: folder.path("memberships"),
  marks: folder.path("marks"),
  aliases: folder.path("aliases"),
  merged: folder.path("merged"),
});
