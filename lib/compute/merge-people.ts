import * as z from "zod";
import type { Engine } from "../sql/engine.ts";
import { parquet } from "../sql/relation.ts";
import { clusterPeople } from "./cluster-people.ts";
import type { Summary } from "./contract.ts";
import type { DatasetFiles } from "./plan-current-rows.ts";
import { mergedBefore, planContacts, sharedContacts } from "./plan-merge.ts";
import type { MergedBy } from "./plan-merge.ts";

const sharedRow = z.object({
  memberId: z.string(),
  birthDate: z.string().nullable(),
  contact: z.string(),
});
const beforeRow = z.object({ memberId: z.string(), person: z.string(), stands: z.boolean() });

const mergedColumns = { memberId: "VARCHAR", person: "VARCHAR" } as const;
const nobody: Summary["merged"] = { customers: 0, persons: 0, largest: 0, oversize: 0 };

/** By what customers are one person, and who was before: Parquet of the published generation, if there is one. */
export interface Merge {
  readonly by: readonly MergedBy[];
  readonly before: string | undefined;
}

/**
 * Table `merged` (memberId, person): customers who are one person, by what they share. Only they are held in
 * memory. Needs the shape of customers.
 */
export async function mergePeople(
  engine: Engine,
  customers: DatasetFiles,
  { by, before }: Merge,
): Promise<Summary["merged"]> {
  if (by.length === 0) {
    await engine.run({ is: "create-empty", name: "merged", columns: mergedColumns });
    return nobody;
  }
  for (const statement of planContacts(customers, by)) await engine.run(statement);
  const shared = await engine.all(sharedContacts, sharedRow);
  const were =
    before === undefined ? [] : await engine.all(mergedBefore(parquet(before)), beforeRow);
  const { merged, ...sizes } = clusterPeople(shared, were);
  await engine.load(
    "merged",
    mergedColumns,
    merged.map(({ memberId, person }) => [memberId, person]),
  );
  for (const name of ["known_by", "contacts_of"]) await engine.run({ is: "drop", name });
  const persons = new Set(merged.map(({ person }) => person)).size;
  return { customers: merged.length, persons, ...sizes };
}
