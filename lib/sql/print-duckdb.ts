import type { Expression } from "./expression.ts";
import type { Join, Relation, Select, Statement } from "./relation.ts";
import {
  branches,
  comment,
  commas,
  date,
  group,
  indent,
  name,
  ordering,
  text,
  timestamp,
  value,
  windowOf,
} from "./sql-text.ts";

function call(of: Extract<Expression, { is: "call" }>): string {
  const ordered = of.orderBy === undefined ? "" : ` ${ordering(of.orderBy, expression)}`;
  const args = of.args.length === 0 && of.name === "count" ? "*" : commas(of.args, expression);
  const filter = of.where === undefined ? "" : ` FILTER (WHERE ${expression(of.where)})`;
  return `${of.name}(${of.distinct === true ? "DISTINCT " : ""}${args}${ordered})${filter}`;
}

/** One expression as DuckDB writes it. */
// oxlint-disable-next-line complexity -- one line per kind of expression; the switch is checked to be exhaustive
export function expression(of: Expression): string {
  switch (of.is) {
    case "column":
      return of.of === undefined ? name(of.name) : `${name(of.of)}.${name(of.name)}`;
    case "value":
      return value(of.value);
    case "date":
      return date(of.value);
    case "timestamp":
      return timestamp(of.value);
    case "call":
      return call(of);
    case "operation":
      return `(${expression(of.left)} ${of.operator} ${expression(of.right)})`;
    case "all":
    case "any":
      return group(of, expression);
    case "not":
      return `(NOT ${expression(of.of)})`;
    case "known":
      return `(${expression(of.of)} IS NOT NULL)`;
    case "case":
      return branches(of, expression);
    case "cast":
      return `${of.orNull ? "TRY_CAST" : "CAST"}(${expression(of.of)} AS ${of.to})`;
    case "among":
      return of.values.length === 0
        ? "FALSE"
        : `(${expression(of.of)} IN (${commas(of.values, expression)}))`;
    case "over":
      return `${expression(of.of)} OVER (${windowOf(of, expression)})`;
    case "list":
      return `[${commas(of.of, expression)}]`;
    case "lambda":
      return `lambda ${name(of.parameter)}: ${expression(of.body)}`;
  }
}

function join(of: Join): string {
  const on = of.on === undefined ? "" : `\n  ON ${expression(of.on)}`;
  return `${of.kind.toUpperCase()} JOIN ${source(of.relation)} AS ${name(of.as)}${on}`;
}

const files = ({ paths, numbered }: Extract<Relation, { is: "parquet" }>): string =>
  `read_parquet([${paths.map(text).join(", ")}], union_by_name = true${numbered === true ? ", file_row_number = true" : ""})`;

/** A relation where FROM wants one: tables and files stand bare (files with their column `filename`), the rest in brackets. */
function source(of: Relation): string {
  if (of.is === "table") return name(of.name);
  return of.is === "parquet" ? files(of) : `(\n${indent(relation(of))}\n)`;
}

function clauses(of: Select): readonly string[] {
  return [
    ...(of.joins ?? []).map(join),
    ...(of.where === undefined ? [] : [`WHERE ${expression(of.where)}`]),
    ...(of.groupBy === undefined || of.groupBy.length === 0
      ? []
      : [`GROUP BY ${commas(of.groupBy, expression)}`]),
    ...(of.having === undefined ? [] : [`HAVING ${expression(of.having)}`]),
    ...(of.qualify === undefined ? [] : [`QUALIFY ${expression(of.qualify)}`]),
    ...(of.orderBy === undefined || of.orderBy.length === 0
      ? []
      : [ordering(of.orderBy, expression)]),
    ...(of.limit === undefined ? [] : [`LIMIT ${of.limit}`]),
  ];
}

function selection(of: Select): string {
  const alias = of.as === undefined ? "" : ` AS ${name(of.as)}`;
  const everything = of.as === undefined ? "*" : `${name(of.as)}.*`;
  const columns = [
    ...(of.everything === true ? [everything] : []),
    ...Object.entries(of.columns).map(([as, what]) => `${expression(what)} AS ${name(as)}`),
  ];
  const head = of.distinct === true ? "SELECT DISTINCT" : "SELECT";
  return [
    `${comment(of.note)}${head}\n${indent(columns.join(",\n"))}`,
    `FROM ${source(of.from)}${alias}`,
    ...clauses(of),
  ].join("\n");
}

function csv(of: Extract<Relation, { is: "csv" }>): string {
  const columns = of.columns.map((column) => `${text(column)}: 'VARCHAR'`).join(", ");
  return (
    `SELECT * FROM read_csv(${text(of.path)}, auto_detect = false, header = false,\n` +
    `  delim = ${text(of.delimiter)}, quote = ${text(of.quote)}, escape = ${text(of.quote)},\n` +
    `  new_line = '${of.lineEnd === "\n" ? "\\n" : "\\r\\n"}', nullstr = '',\n` +
    `  columns = {${columns}})`
  );
}

/** One relation as DuckDB writes it, laid out to be read. */
export function relation(of: Relation): string {
  switch (of.is) {
    case "table":
      return `SELECT * FROM ${name(of.name)}`;
    case "parquet":
      return `SELECT * FROM ${files(of)}`;
    case "parquet-schema":
      return `SELECT name, num_children FROM parquet_schema(${text(of.path)})`;
    case "columns":
      return `SELECT column_name, column_type FROM (DESCRIBE ${relation(of.of)})`;
    case "csv":
      return csv(of);
    case "rows":
      return `SELECT * FROM (VALUES ${of.rows.map((row) => `(${commas(row, expression)})`).join(", ")}) AS "rows"(${of.columns.map(name).join(", ")})`;
    case "select":
      return selection(of);
    case "union":
      return of.of.map(relation).join("\nUNION ALL BY NAME\n");
    case "steps": {
      const parts = of.steps.map(
        (step) =>
          `${comment(step.note)}${name(step.name)} AS (\n${indent(relation(step.relation))}\n)`,
      );
      return `WITH\n${parts.join(",\n")}\n${relation(of.gives)}`;
    }
  }
}

/**
 * How files are written. Large dictionaries are built and thrown away again for columns of ids and
 * hashes, which costs as much as all else (10M order lines: 9 s with DuckDB's limit, 6 s with this one).
 * Each thread holds a group of rows until it is written: of wide rows DuckDB's own 122,880 fill the
 * memory that there is (1M people: 20 µs a row in 600 MB, 5 µs in groups of this size). Pseudonyms
 * and hashes get no smaller with a higher level of zstd, and take a fifth longer. What is read again
 * within the minute is not compressed at all.
 */
const formats: Readonly<Record<Extract<Statement, { is: "write" }>["format"], string>> = {
  parquet: "FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1, DICTIONARY_SIZE_LIMIT 5000",
  wide: "FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1, ROW_GROUP_SIZE 20480",
  scratch: "FORMAT parquet, COMPRESSION uncompressed, DICTIONARY_SIZE_LIMIT 1000",
  csv: "FORMAT csv, HEADER true",
};

/** One statement as DuckDB writes it. */
export function statement(of: Statement): string {
  switch (of.is) {
    case "create":
      return `${comment(of.note)}CREATE TABLE ${name(of.name)} AS\n${relation(of.as)}`;
    case "view":
      return `${comment(of.note)}CREATE VIEW ${name(of.name)} AS\n${relation(of.as)}`;
    case "create-empty":
      return `CREATE TABLE ${name(of.name)} (${Object.entries(of.columns)
        .map(([column, type]) => `${name(column)} ${type}`)
        .join(", ")})`;
    case "write":
      return `COPY (\n${indent(relation(of.from))}\n) TO ${text(of.path)} (${formats[of.format]})`;
    case "drop":
      return `DROP TABLE IF EXISTS ${name(of.name)}`;
  }
}
