import { segmentIdSchema } from "../core/ids.ts";
import type { SegmentId } from "../core/ids.ts";
import type { SegmentPlan } from "../segments/contract.ts";
import type { Folder } from "../workspace/workspace.ts";
import type { SharedColumns } from "./plan-preview.ts";

/** A folder with one segment more, for what it looks at in everybody. */
export interface MirroredFolder {
  readonly folder: Folder;
  readonly mirror: SegmentId;
}

const lifecycles = ["potential", "former", "loyal", "occasional"];

/** Holds for everybody; what previews tell shares of is found for its clauses. */
const text = `
name: Everybody
strategy: everyone
who:
  any:
    - lifecycle: [${lifecycles.join(", ")}]
    - place: { country: FI }
`;

/**
 * The folder with a segment that nobody wrote: what it looks at is shared with the other segments in one plan, and
 * means what it means in the language.
 */
export function withMirror(folder: Folder): MirroredFolder {
  let id = "everybody";
  while (`segments/${id}.yaml` in folder) id = `${id}-too`;
  return {
    folder: { ...folder, [`segments/${id}.yaml`]: text },
    mirror: segmentIdSchema.parse(id),
  };
}

/** Where the plan has what the mirror looks at. */
export function mirroredColumns({ found }: SegmentPlan, mirror: SegmentId): SharedColumns {
  const of = (path: string): string => {
    const [first] = found[`${mirror}/${path}`] ?? [];
    if (first === undefined) throw new Error(`the plan finds nothing for ${path}`);
    return first.column;
  };
  return { lifecycle: of("any/0/lifecycle"), country: of("any/1/place") };
}
