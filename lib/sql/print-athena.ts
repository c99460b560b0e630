import { cannot } from "./athena-arguments.ts";
import { athenaNames } from "./athena-names.ts";
import type { NameOf } from "./athena-names.ts";
import { column, value } from "./expression.ts";
import type { Expression } from "./expression.ts";
import { athenaType, expression } from "./print-athena-expression.ts";
import { addsColumns, columnNames, tablesAfter, withSteps } from "./relation-columns.ts";
import type { TableColumns } from "./relation-columns.ts";
import { select } from "./relation.ts";
import type { EmptyTable, Join, Relation, Select, Statement } from "./relation.ts";
import { comment, commas, indent, name as quote, ordering } from "./sql-text.ts";

/** What there is, and how names and expressions are printed. */
interface Scope {
  readonly tables: TableColumns;
  readonly quoted: NameOf;
  readonly print: (of: Expression) => string;
}

type Columns = Readonly<Record<string, Expression>>;

/** A relation where FROM wants one. */
const source = (of: Relation, scope: Scope): string =>
  of.is === "table" ? scope.quoted(of.name) : `(\n${indent(relation(of, scope))}\n)`;

/** Semi and anti joins are conditions there. */
function exists({ kind, relation: of, as, on }: Join, scope: Scope): string {
  const where = on === undefined ? "" : `\nWHERE ${scope.print(on)}`;
  const inner = `SELECT 1\nFROM ${source(of, scope)} AS ${scope.quoted(as)}${where}`;
  return `${kind === "anti" ? "NOT " : ""}EXISTS (\n${indent(inner)}\n)`;
}

function join({ kind, relation: of, as, on }: Join, scope: Scope): string {
  if (kind === "asof") cannot("an asof join; files are read by DuckDB");
  const met = on === undefined ? "" : `\n  ON ${scope.print(on)}`;
  return `${kind.toUpperCase()} JOIN ${source(of, scope)} AS ${scope.quoted(as)}${met}`;
}

/** A full join brings rows that a semi or anti join before it must not have looked at. */
function checkJoins(joins: readonly Join[]): void {
  const first = joins.findIndex((one) => !addsColumns(one));
  if (first !== -1 && joins.slice(first).some(({ kind }) => kind === "full"))
    cannot("a full join after a semi or anti join");
}

/** The lists that a select takes apart, by the column that their elements become. */
const unnestedLists = (of: Columns): readonly (readonly [column: string, list: Expression])[] =>
  Object.entries(of).flatMap(([name, one]) => {
    const [list] = one.is === "call" && one.name === "unnest" ? one.args : [];
    return list === undefined ? [] : [[name, list] as const];
  });

const elementName = (of: string): string => `each ${of}`;

/**
 * Lists are taken apart in FROM there, not among the columns. `from` needs a name then: `*` would bring
 * the elements once more.
 */
function withUnnested(
  of: Select,
  { quoted, print }: Scope,
): readonly [Select, cross: readonly string[]] {
  const lists = unnestedLists(of.columns);
  if (lists.length === 0) return [of, []];
  if (of.groupBy !== undefined || of.having !== undefined || of.qualify !== undefined)
    cannot("unnest beside groups or windows");
  if (of.as === undefined && of.everything === true && of.joins !== undefined)
    cannot("unnest beside everything of several relations");
  const elements = lists.map(([name]) => quoted(elementName(name))).join(", ");
  const cross = `CROSS JOIN UNNEST(${commas(
    lists.map(([, list]) => list),
    print,
  )}) AS ${quoted("unnested")}(${elements})`;
  const taken = lists.map(([name]) => [name, column(elementName(name), "unnested")] as const);
  const as = of.as ?? (of.from.is === "table" ? of.from.name : "row");
  return [{ ...of, as, columns: { ...of.columns, ...Object.fromEntries(taken) } }, [cross]];
}

/** There is no QUALIFY there: what it says becomes a column, for a select around the select to ask for. */
function withoutQualify(of: Select, qualify: Expression, scope: Scope): Select {
  const orderBy = of.orderBy ?? [];
  const keys = orderBy.map(({ by }, at) => [`order ${at}`, by] as const);
  const inner: Select = {
    ...of,
    columns: { ...of.columns, "it qualifies": qualify, ...Object.fromEntries(keys) },
    note: undefined,
    qualify: undefined,
    distinct: undefined,
    orderBy: undefined,
    limit: undefined,
  };
  const names = columnNames(select(of), scope.tables);
  return {
    note: of.note,
    from: select(inner),
    columns: Object.fromEntries(names.map((name) => [name, column(name)])),
    where: column("it qualifies"),
    distinct: of.distinct,
    orderBy: orderBy.map((one, at) => ({ ...one, by: column(`order ${at}`) })),
    limit: of.limit,
  };
}

function conditions(of: Select, scope: Scope): string {
  const all = [
    ...(of.where === undefined ? [] : [scope.print(of.where)]),
    ...(of.joins ?? []).filter((one) => !addsColumns(one)).map((one) => exists(one, scope)),
  ];
  return all.length === 0 ? "" : `WHERE ${all.join("\n  AND ")}`;
}

function clauses(of: Select, cross: readonly string[], scope: Scope): readonly string[] {
  const { joins = [], groupBy = [], having, orderBy, limit } = of;
  checkJoins(joins);
  return [
    ...joins.filter(addsColumns).map((one) => join(one, scope)),
    ...cross,
    conditions(of, scope),
    groupBy.length === 0 ? "" : `GROUP BY ${commas(groupBy, scope.print)}`,
    having === undefined ? "" : `HAVING ${scope.print(having)}`,
    ordering(orderBy, scope.print),
    limit === undefined ? "" : `LIMIT ${limit}`,
  ].filter((clause) => clause !== "");
}

function selection(of: Select, scope: Scope): string {
  const { quoted, print } = scope;
  const [plain, cross] = withUnnested(of, scope);
  if (plain.qualify !== undefined)
    return selection(withoutQualify(plain, plain.qualify, scope), scope);
  const everything = plain.as === undefined ? "*" : `${quoted(plain.as)}.*`;
  const columns = [
    ...(plain.everything === true ? [everything] : []),
    ...Object.entries(plain.columns).map(([as, what]) => `${print(what)} AS ${quoted(as)}`),
  ];
  return [
    `${comment(plain.note)}SELECT${plain.distinct === true ? " DISTINCT" : ""}`,
    indent(columns.join(",\n")),
    `FROM ${source(plain.from, scope)}${plain.as === undefined ? "" : ` AS ${quoted(plain.as)}`}`,
    ...clauses(plain, cross, scope),
  ].join("\n");
}

/** A part of a union, with all its columns in one order: there is no UNION BY NAME there. */
function part(of: Relation, names: readonly string[], scope: Scope): string {
  const own = columnNames(of, scope.tables);
  const inOrder = own.length === names.length && own.every((name, at) => name === names[at]);
  if (inOrder) return relation(of, scope);
  const columns = names.map((name) => [name, own.includes(name) ? column(name) : value(null)]);
  return selection({ from: of, columns: Object.fromEntries(columns) }, scope);
}

/** One relation as Athena writes it, laid out to be read. */
function relation(of: Relation, scope: Scope): string {
  switch (of.is) {
    case "table":
      return `SELECT * FROM ${scope.quoted(of.name)}`;
    case "rows":
      return `SELECT * FROM (VALUES ${of.rows.map((row) => `(${commas(row, scope.print)})`).join(", ")}) AS ${scope.quoted("rows")}(${of.columns.map((one) => scope.quoted(one)).join(", ")})`;
    case "select":
      return selection(of, scope);
    case "union": {
      const names = columnNames(of, scope.tables);
      return of.of.map((one) => part(one, names, scope)).join("\nUNION ALL\n");
    }
    case "steps": {
      const inside = { ...scope, tables: withSteps(of.steps, scope.tables) };
      const parts = of.steps.map(
        (step) =>
          `${comment(step.note)}${scope.quoted(step.name)} AS (\n${indent(relation(step.relation, inside))}\n)`,
      );
      return `WITH\n${parts.join(",\n")}\n${relation(of.gives, inside)}`;
    }
    case "parquet":
    case "parquet-schema":
    case "csv":
    case "columns":
      return cannot("files; they are read by DuckDB, Athena begins at the rows as they are now");
  }
}

/** A table without rows: only one that is made of a select has a place of its own there. */
const empty = ({ name, columns }: EmptyTable, { quoted }: Scope): string =>
  `CREATE TABLE ${quoted(name)} AS\nSELECT\n${indent(
    Object.entries(columns)
      .map(([one, type]) => `CAST(NULL AS ${athenaType(type)}) AS ${quoted(one)}`)
      .join(",\n"),
  )}\nWITH NO DATA`;

function statement(of: Statement, scope: Scope): string {
  switch (of.is) {
    case "create":
    case "view":
      return `${comment(of.note)}CREATE ${of.is === "view" ? "VIEW" : "TABLE"} ${scope.quoted(of.name)} AS\n${relation(of.as, scope)}`;
    case "create-empty":
      return empty(of, scope);
    case "drop":
      return `DROP TABLE IF EXISTS ${scope.quoted(of.name).replaceAll('"', "`")}`;
    case "write":
      return cannot("a local file; DuckDB writes those");
  }
}

/** Prints statements one after the other: each sees the tables of those before it. */
export interface AthenaPrinter {
  readonly statement: (of: Statement) => string;
  readonly relation: (of: Relation) => string;
  /** What a table or a column is called there. */
  readonly name: NameOf;
}

/** Our SQL in Athena's words (Trino's; engine version 3), over the tables of a catalogue with their columns. */
export function athenaPrinter(
  catalogue: Readonly<Record<string, readonly string[]>>,
): AthenaPrinter {
  const nameOf = athenaNames();
  let tables: TableColumns = new Map(Object.entries(catalogue));
  for (const known of Object.entries(catalogue).flat(2)) nameOf(known);
  const quoted: NameOf = (of) => quote(nameOf(of));
  const print = (of: Expression): string => expression(of, quoted);
  return {
    name: nameOf,
    relation: (of) => relation(of, { tables, quoted, print }),
    statement: (of) => {
      const printed = statement(of, { tables, quoted, print });
      tables = tablesAfter(of, tables);
      return printed;
    },
  };
}
