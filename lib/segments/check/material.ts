import type { DestinationId } from "../../core/ids.ts";
import { parseYaml } from "../../workspace/parse-yaml.ts";
import type { YamlDocument, YamlPath } from "../../workspace/parse-yaml.ts";
import type { Folder, Problem, Workspace } from "../../workspace/workspace.ts";
import type { Segment } from "../contract.ts";
import type { Rule } from "../rule.ts";

/** A segment that was read, with its rule and the file that it stands in. */
export interface ReadSegment {
  readonly segment: Segment;
  readonly rule: Rule;
  readonly document: YamlDocument;
}

/** A workspace as far as it could be read: what checks look at. */
export interface Material {
  readonly folder: Folder;
  readonly workspace: Workspace;
  readonly segments: readonly ReadSegment[];
  readonly only: ReadonlyMap<DestinationId, Rule>;
  readonly stages: ReadonlyMap<string, Rule>;
}

/** One of the folder's single files, if it can be read. */
export const documentOf = ({ folder }: Material, file: string): YamlDocument | undefined =>
  parseYaml(folder[file] ?? "", file).documents[0];

/** Something to mend at a place of a segment's file. */
export const errorAt = (
  { document }: Pick<ReadSegment, "document">,
  path: YamlPath,
  message: string,
): Problem => ({ severity: "error", place: document.placeOf(path), message });

/** Something to look at, at a place of a segment's file. */
export const warningAt = (
  { document }: Pick<ReadSegment, "document">,
  path: YamlPath,
  message: string,
): Problem => ({ severity: "warning", place: document.placeOf(path), message });
