import type { Join, Relation, Select, Statement, Step } from "./relation.ts";

/** The columns of tables, by the tables' names. */
export type TableColumns = ReadonlyMap<string, readonly string[]>;

const once = (names: readonly string[]): readonly string[] => [...new Set(names)];

/** Whether a join's columns stand beside those of what it is joined to. */
export const addsColumns = ({ kind }: Join): boolean => kind !== "semi" && kind !== "anti";

/** Tables, and what the steps before some relation are called. */
export function withSteps(steps: readonly Step[], tables: TableColumns): TableColumns {
  const known = new Map(tables);
  for (const { name, relation } of steps) known.set(name, columnNames(relation, known));
  return known;
}

/** What `everything` stands for: all columns of `from`; where it has no name, those of the joined too. */
function everything({ from, as, joins = [] }: Select, tables: TableColumns): readonly string[] {
  const beside = as === undefined ? joins.filter(addsColumns) : [];
  return [from, ...beside.map(({ relation }) => relation)].flatMap((one) =>
    columnNames(one, tables),
  );
}

/** The columns of a relation in their order. Throws where only an engine could tell them. */
// oxlint-disable-next-line complexity -- one line per kind of relation; the switch is checked to be exhaustive
export function columnNames(of: Relation, tables: TableColumns): readonly string[] {
  switch (of.is) {
    case "table": {
      const found = tables.get(of.name);
      if (found === undefined) throw new Error(`the columns of the table ${of.name} are not known`);
      return found;
    }
    case "rows":
    case "csv":
      return of.columns;
    case "select": {
      const before = of.everything === true ? everything(of, tables) : [];
      return once([...before, ...Object.keys(of.columns)]);
    }
    case "union":
      return once(of.of.flatMap((one) => columnNames(one, tables)));
    case "steps":
      return columnNames(of.gives, withSteps(of.steps, tables));
    case "parquet":
    case "parquet-schema":
    case "columns":
      throw new Error("the columns of files are not known before they are read");
  }
}

/** The tables that are there once a statement has run. */
export function tablesAfter(of: Statement, tables: TableColumns): TableColumns {
  if (of.is === "create" || of.is === "view")
    return withSteps([{ name: of.name, relation: of.as }], tables);
  return of.is === "create-empty"
    ? new Map([...tables, [of.name, Object.keys(of.columns)]])
    : tables;
}
