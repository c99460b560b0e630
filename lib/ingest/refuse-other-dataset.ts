import { type Dataset, datasetSchema } from "../core/dataset.ts";
import { InputProblem } from "../core/failure.ts";
import type { Workspace } from "../workspace/workspace.ts";
import { datasetPlans } from "./dataset-plans.ts";
import { headerKey } from "./header-names.ts";
import { missingColumn, wantedHeaders } from "./plan-layout.ts";

/** How a file's columns fit a dataset. */
interface Fit {
  readonly dataset: Dataset;
  /** Those of them that files of it have. */
  readonly found: ReadonlySet<string>;
  /** What is missing, in words. */
  readonly missing: string | undefined;
}

function fitOf(names: readonly string[], dataset: Dataset, { datasets }: Workspace): Fit {
  const [map, plan] = [datasets[dataset], datasetPlans[dataset]];
  const wanted = wantedHeaders(map, plan);
  const headers = new Set(names.map(headerKey));
  const found = new Set([...headers].filter((name) => wanted.has(name)));
  return { dataset, found, missing: missingColumn(headers, map, plan) };
}

/** It has all that this one has, and more. */
const isBetter = (other: Fit, than: Fit): boolean =>
  other.missing === undefined &&
  other.found.size > than.found.size &&
  [...than.found].every((name) => other.found.has(name));

/**
 * Throws `InputProblem` for a file in another dataset's folder: all that it has of this one that one
 * has as well, and more. Orders would make customers forget what is known of them, and customers
 * among erasures would erase everybody. Where the map asks for columns besides, it says what is wanted.
 */
export function refuseOtherDataset(
  names: readonly string[],
  dataset: Dataset,
  workspace: Workspace,
): void {
  const { attributes, consents } = workspace.datasets[dataset];
  if (Object.keys({ ...attributes, ...consents }).length > 0) return;
  const mine = fitOf(names, dataset, workspace);
  const [best] = datasetSchema.options
    .map((other) => fitOf(names, other, workspace))
    .filter((other) => isBetter(other, mine))
    .toSorted((a, b) => b.found.size - a.found.size);
  if (best === undefined) return;
  const there = `drop it into ${best.dataset}/`;
  throw new InputProblem(
    mine.missing === undefined
      ? `the file has the columns of ${best.dataset}: ${there}, or leave out those that ${dataset} do not have`
      : `${mine.missing}, or ${there} if it is a file of ${best.dataset}`,
  );
}
