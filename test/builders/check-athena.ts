import {
  CoalesceContext,
  FunctionCallContext,
  NormalizeContext,
} from "dt-sql-parser/dist/lib/trino/TrinoSqlParser.js";
import { TrinoSQL } from "dt-sql-parser/dist/parser/trino/index.js";
import { athenaPrinter } from "../../lib/sql/print-athena.ts";
import { tablesAfter } from "../../lib/sql/relation-columns.ts";
import type { TableColumns } from "../../lib/sql/relation-columns.ts";
import type { Relation, Statement } from "../../lib/sql/relation.ts";
import { trinoFunctions } from "./trino-functions.ts";
import { unboundColumns } from "./unbound-columns.ts";

const trino = new TrinoSQL();

type Node = NonNullable<ReturnType<ReturnType<TrinoSQL["parse"]>["getChild"]>>;

function* nodesOf(of: Node): Generator<Node> {
  yield of;
  for (let at = 0; at < of.getChildCount(); at += 1) {
    const child = of.getChild(at);
    if (child !== null) yield* nodesOf(child);
  }
}

interface Called {
  readonly name: string;
  readonly args: number;
  /** Over a window, with what Trino knows only of groups. */
  readonly oddWindow: boolean;
}

function calledBy(node: Node): readonly Called[] {
  if (node instanceof NormalizeContext)
    return [{ name: "normalize", args: node.normalForm() === null ? 1 : 2, oddWindow: false }];
  if (node instanceof CoalesceContext)
    return [{ name: "coalesce", args: node.expression().length, oddWindow: false }];
  if (!(node instanceof FunctionCallContext)) return [];
  const ofGroups = [node.filter(), node.setQuantifier(), node.sortItem()[0] ?? null];
  return [
    {
      name: node.functionName().getText(),
      args: node.expression().length,
      oddWindow: node.over() !== null && ofGroups.some((one) => one !== null),
    },
  ];
}

function oddCall({ name, args, oddWindow }: Called): readonly string[] {
  const [least, most] = trinoFunctions.get(name) ?? [Number.POSITIVE_INFINITY, 0];
  return [
    ...(args >= least && args <= most ? [] : [`Trino has no ${name} of ${args}`]),
    ...(oddWindow ? [`${name} over a window with DISTINCT, FILTER or ORDER BY`] : []),
  ];
}

const texts = /'(?:[^']|'')*'|--.*$/gm;

/** What the grammar lets pass: JOINs that are taken for a relation's other name, names that the catalogue refuses. */
function oddWords(printed: string): readonly string[] {
  const bare = printed.replaceAll(texts, "");
  const names = [...bare.matchAll(/"([^"]*)"/g)].map(([, name = ""]) => name);
  return [
    ...(bare.match(/\b(?:SEMI|ANTI|ASOF) JOIN\b/g) ?? []),
    ...names.filter((name) => !/^\w{1,255}$/.test(name)),
  ];
}

/** What is wrong with a text of Athena's: its grammar, its functions, its words. */
export function checkAthenaText(printed: string): readonly string[] {
  const grammar: string[] = [];
  const tree = trino.parse(printed, ({ message }) => grammar.push(message));
  if (grammar.length > 0) return grammar;
  return [...[...nodesOf(tree)].flatMap(calledBy).flatMap(oddCall), ...oddWords(printed)];
}

/** A table's columns need types: NULL by itself has none. */
const untyped = (of: Relation): readonly string[] =>
  of.is === "select"
    ? Object.entries(of.columns).flatMap(([name, one]) =>
        one.is === "value" && one.value === null ? [`${name} is NULL of no type`] : [],
      )
    : [];

function oddTree(of: Statement, tables: TableColumns): readonly string[] {
  if (of.is !== "create" && of.is !== "view") return [];
  return [
    ...untyped(of.as),
    ...unboundColumns(of.as, tables).map((column) => `nothing has the column ${column}`),
  ];
}

/**
 * Everything that is wrong with statements as Athena's, over the tables of a catalogue with their columns:
 * nothing, if all is well. Trino itself is not asked: its grammar, the list of its functions, and rules
 * of it that we know.
 */
export function checkAthena(
  statements: readonly Statement[],
  catalogue: Readonly<Record<string, readonly string[]>>,
): readonly string[] {
  const printer = athenaPrinter(catalogue);
  let tables: TableColumns = new Map(Object.entries(catalogue));
  return statements.flatMap((one) => {
    const found = [...checkAthenaText(printer.statement(one)), ...oddTree(one, tables)];
    tables = tablesAfter(one, tables);
    return found.map((problem) => `${"name" in one ? one.name : one.is}: ${problem}`);
  });
}
