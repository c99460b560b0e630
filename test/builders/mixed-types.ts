import * as z from "zod";
import type { Bench } from "../../lib/sql/bench.ts";
import type { Expression } from "../../lib/sql/expression.ts";
import type { FunctionName } from "../../lib/sql/function-names.ts";
import { columnsOf, select, steps } from "../../lib/sql/relation.ts";
import type { Relation, Select, Statement, Step } from "../../lib/sql/relation.ts";
import { inside, keys } from "./expression-parts.ts";

/** DuckDB turns texts into numbers and numbers into yes or no where Trino refuses: what is compared must be of one kind. */
type Kind = "number" | "text" | "truth" | "time" | "list" | "other";

const kindOf = (type: string): Kind => {
  if (type.endsWith("[]")) return "list";
  if (/^(?:TINY|SMALL|BIG|HUGE|U?BIG)?INT|^INTEGER|^DECIMAL|^DOUBLE/.test(type)) return "number";
  if (type === "VARCHAR") return "text";
  if (type === "BOOLEAN") return "truth";
  return /^(?:DATE|TIMESTAMP)/.test(type) ? "time" : "other";
};

/** Expressions that must be of one kind, and which kinds that may be. */
interface Claim {
  readonly of: readonly Expression[];
  readonly may: readonly Kind[];
  /** Inside an aggregate, where the rows of a group are seen one by one. */
  readonly ofRows: boolean;
}

const anyKind: readonly Kind[] = ["number", "text", "truth", "time", "list"];
const aggregates: ReadonlySet<FunctionName> = new Set<FunctionName>([
  "any_value",
  "arg_max",
  "arg_min",
  "array_agg",
  "bool_and",
  "bool_or",
  "count",
  "max",
  "min",
  "string_agg",
  "sum",
]);

// oxlint-disable-next-line complexity -- one line per kind of expression; the switch is checked to be exhaustive
function claimed(of: Expression): Omit<Claim, "ofRows"> | undefined {
  switch (of.is) {
    case "operation": {
      const both = [of.left, of.right];
      if (of.operator === "||") return { of: both, may: ["text", "list"] };
      if (of.operator === "LIKE") return { of: both, may: ["text"] };
      return { of: both, may: "+-*/%".includes(of.operator) ? ["number"] : anyKind };
    }
    case "all":
    case "any":
      return { of: of.of, may: ["truth"] };
    case "not":
      return { of: [of.of], may: ["truth"] };
    case "among":
      return { of: [of.of, ...of.values], may: anyKind };
    case "call":
      return of.name === "sum" ? { of: of.args, may: ["number"] } : undefined;
    case "column":
    case "value":
    case "date":
    case "timestamp":
    case "known":
    case "case":
    case "cast":
    case "over":
    case "list":
    case "lambda":
      return undefined;
  }
}

/** What an expression claims of its parts; of lambdas nothing is asked. */
function claimsOf(of: Expression, ofRows: boolean): readonly Claim[] {
  const own = claimed(of);
  const isAggregate = of.is === "call" && aggregates.has(of.name);
  const rest =
    of.is === "over" ? [...inside(of.of), ...of.partitionBy, ...keys(of.orderBy)] : inside(of);
  return [
    ...(own === undefined ? [] : [{ ...own, ofRows: ofRows || isAggregate }]),
    ...rest.flatMap((one) => claimsOf(one, ofRows || isAggregate)),
  ];
}

const described = z.object({ column_name: z.string(), column_type: z.string() });

async function typesOf({ engine }: Bench, of: Relation): Promise<ReadonlyMap<string, Kind>> {
  const columns = await engine.all(columnsOf(of), described);
  return new Map(columns.map(({ column_name, column_type }) => [column_name, kindOf(column_type)]));
}

/** NULL by itself is of any kind. */
const isNull = (of: Expression): boolean => of.is === "value" && of.value === null;

/** Which claims do not hold, of relations as some select has them beside each other. */
async function brokenClaims(
  bench: Bench,
  claims: readonly Claim[],
  asked: (columns: Select["columns"]) => Relation,
): Promise<readonly string[]> {
  const columns = claims.flatMap(({ of }, at) =>
    of.map((one, part) => [`${at} ${part}`, one] as const),
  );
  if (columns.length === 0) return [];
  const types = await typesOf(bench, asked(Object.fromEntries(columns)));
  return claims.flatMap(({ of, may }, at) => {
    const kinds = of.flatMap((one, part) =>
      isNull(one) ? [] : (types.get(`${at} ${part}`) ?? []),
    );
    const [first] = kinds;
    const fits = kinds.every((kind) => kind === first && may.includes(kind));
    return fits ? [] : [`${kinds.join(" with ")} in ${JSON.stringify(of)}`];
  });
}

async function mixedInSelect(
  bench: Bench,
  of: Select,
  before: readonly Step[],
): Promise<readonly string[]> {
  const { groupBy, joins = [] } = of;
  const beside = joins.map((one) => ({
    ...one,
    kind: one.kind === "semi" || one.kind === "anti" ? ("inner" as const) : one.kind,
  }));
  const ask = (columns: Select["columns"], grouped: boolean): Relation => {
    const plain = select({
      from: of.from,
      as: of.as,
      joins: beside,
      columns,
      ...(grouped ? { groupBy } : {}),
    });
    return before.length === 0 ? plain : steps(before, plain);
  };
  const results = [...Object.values(of.columns), of.having, of.qualify, ...keys(of.orderBy)];
  const claims = results.flatMap((one) => (one === undefined ? [] : claimsOf(one, false)));
  const conditions = [of.where, ...(groupBy ?? []), ...joins.map(({ on }) => on)];
  const ofRows = [
    ...claims.filter((one) => one.ofRows),
    ...conditions.flatMap((one) => (one === undefined ? [] : claimsOf(one, true))),
  ];
  const ofGroups = claims.filter((one) => !one.ofRows);
  return [
    ...(await brokenClaims(bench, ofRows, (columns) => ask(columns, false))),
    ...(await brokenClaims(bench, ofGroups, (columns) => ask(columns, true))),
  ];
}

/** Parts of a union whose columns of one name are of several kinds. */
async function mixedInUnion(
  bench: Bench,
  parts: readonly Relation[],
  before: readonly Step[],
): Promise<readonly string[]> {
  const kinds = new Map<string, Set<Kind>>();
  for (const part of parts) {
    const types = await typesOf(bench, before.length === 0 ? part : steps(before, part));
    for (const [name, kind] of types) {
      const own = part.is === "select" ? part.columns[name] : undefined;
      if (own !== undefined && isNull(own)) continue;
      kinds.set(name, (kinds.get(name) ?? new Set()).add(kind));
    }
  }
  return [...kinds].flatMap(([name, found]) =>
    found.size === 1 ? [] : [`${[...found].join(" with ")} in the column ${name} of a union`],
  );
}

async function mixedIn(
  bench: Bench,
  of: Relation,
  before: readonly Step[],
): Promise<readonly string[]> {
  const found: string[] = [];
  const look = async (one: Relation, known = before): Promise<void> => {
    found.push(...(await mixedIn(bench, one, known)));
  };
  if (of.is === "select") {
    found.push(...(await mixedInSelect(bench, of, before)));
    for (const one of [of.from, ...(of.joins ?? []).map(({ relation }) => relation)])
      await look(one);
  }
  if (of.is === "union") {
    found.push(...(await mixedInUnion(bench, of.of, before)));
    for (const one of of.of) await look(one);
  }
  if (of.is === "steps") {
    for (const [at, step] of of.steps.entries())
      await look(step.relation, [...before, ...of.steps.slice(0, at)]);
    await look(of.gives, [...before, ...of.steps]);
  }
  return found;
}

/**
 * What statements mix that Trino does not: asked of DuckDB's own types, at a bench where the statements
 * have run.
 */
export async function mixedTypes(
  bench: Bench,
  statements: readonly Statement[],
): Promise<readonly string[]> {
  const found: string[] = [];
  for (const one of statements)
    if (one.is === "create" || one.is === "view") found.push(...(await mixedIn(bench, one.as, [])));
  return found;
}
