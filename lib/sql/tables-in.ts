import type { Relation, Select } from "./relation.ts";

const inSelect = (of: Select): readonly string[] => [
  ...tablesIn(of.from),
  ...(of.joins ?? []).flatMap(({ relation }) => tablesIn(relation)),
];

/** Names of the tables that a relation reads. */
export function tablesIn(of: Relation): readonly string[] {
  switch (of.is) {
    case "table":
      return [of.name];
    case "select":
      return inSelect(of);
    case "union":
      return of.of.flatMap(tablesIn);
    case "columns":
      return tablesIn(of.of);
    case "steps": {
      const own = new Set(of.steps.map(({ name }) => name));
      const read = [...of.steps.map(({ relation }) => relation), of.gives].flatMap(tablesIn);
      return read.filter((name) => !own.has(name));
    }
    case "csv":
    case "parquet":
    case "parquet-schema":
    case "rows":
      return [];
  }
}
