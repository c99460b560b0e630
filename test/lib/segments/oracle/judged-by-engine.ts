import * as z from "zod";
import { judgePeople } from "../../../../lib/compute/judge-people.ts";
import { runClock } from "../../../../lib/core/run-clock.ts";
import { readDefinitions } from "../../../../lib/segments/read-definitions.ts";
import type { Rulebook } from "../../../../lib/segments/contract.ts";
import type { Bench } from "../../../../lib/sql/bench.ts";
import { cast, list, value } from "../../../../lib/sql/expression.ts";
import type { Expression, SqlType } from "../../../../lib/sql/expression.ts";
import { create, createEmpty, select, table } from "../../../../lib/sql/relation.ts";
import type { Statement } from "../../../../lib/sql/relation.ts";
import type { Folder } from "../../../../lib/workspace/workspace.ts";
import { withBench } from "../../../builders/duckdb-bench.ts";
import { zone } from "./a-random-company.ts";
import { dayOf } from "./company.ts";
import type { Company } from "./company.ts";
import type { Verdict } from "./oracle-kind.ts";

type Cell = string | number | boolean | null | readonly string[];
type Row = Readonly<Record<string, Cell>>;

const attributes = {
  customers: { club: "yes-no", diet: "text", likes: "list", height: "number", vaccinated: "date" },
  orders: { campaign: "text" },
  events: { campaign: "text", seconds: "number" },
} as const;

const described = (dataset: keyof typeof attributes): string => {
  const named = Object.entries(attributes[dataset]).map(
    ([name, type]) => `${name}: { from: ${name}, type: ${type} }`,
  );
  return `dataset: ${dataset}\nattributes: { ${named.join(", ")} }\n`;
};

/** The workspace of random companies, with the segments that other rules may refer to. */
const workspace: Folder = {
  "workspace.yaml": `name: Random
timezone: ${zone}
currency: EUR
country: FI
consent: [advertising]
journey:
  - { stage: awareness, who: { events: { event: page_view } } }
  - { stage: consideration, who: { events: { event: cart } } }
  - { stage: customer, who: { orders: {} } }
score: { spend: 50%, orders: 20%, referrals: 20%, rating: 10%, within: 2 years }
`,
  "destinations.yaml": "{}\n",
  "datasets/customers.yaml": described("customers"),
  "datasets/orders.yaml": described("orders"),
  "datasets/events.yaml": described("events"),
  "segments/in-finland.yaml": "name: In Finland\nwho: { place: { country: FI } }\n",
  "segments/buyers.yaml": "name: Buyers\nwho: { orders: {} }\n",
};

/** What a random rule may be: one that holds for everybody, one over something sensitive. */
const allowed = "strategy: everyone\nacknowledge: { sensitive: made up }\n";

/** Reads rules (\`who\`, as written) as segments of such a workspace. */
export function readRules(rules: Readonly<Record<string, unknown>>): Rulebook {
  const segments = Object.entries(rules).map(([id, who]) => [
    `segments/${id}.yaml`,
    `name: ${id}\n${allowed}who: ${JSON.stringify(who)}\n`,
  ]);
  const { definitions, problems } = readDefinitions({
    ...workspace,
    ...Object.fromEntries(segments),
  });
  if (definitions === undefined)
    throw new Error(
      problems
        .map(
          ({ place, message }) => `${message}: ${JSON.stringify(rules[place.file.slice(9, -5)])}`,
        )
        .join("\n"),
    );
  return definitions;
}

const dayColumns: Readonly<Record<string, string>> = {
  ordered_at: "ordered_on",
  occurred_at: "occurred_on",
  given_at: "given_on",
  referred_at: "referred_on",
  joined_at: "joined_on",
};

/** A row as ingest would have it: with the day of each time, and its line. */
function ingested(row: object, line: number): Row {
  const cells = z.record(z.string(), z.any()).parse(row);
  const days = Object.entries(dayColumns).flatMap(([time, day]) =>
    typeof cells[time] === "string" ? [[day, dayOf(cells[time], { zone })]] : [],
  );
  return { ...cells, ...Object.fromEntries(days), line, file_order: "00000000" };
}

function literal(of: Cell, type: SqlType): Expression {
  if (Array.isArray(of)) return cast(list(...of.map((one: string) => value(one))), type);
  const plain = typeof of === "string" ? of.replace(/T(.*)Z$/, " $1") : of;
  return cast(value(z.union([z.string(), z.number(), z.boolean(), z.null()]).parse(plain)), type);
}

/** A table that is filled from rows, in place of the empty one of a dataset without files. */
function filled(
  name: string,
  columns: Readonly<Record<string, SqlType>>,
  rows: readonly Row[],
): Statement {
  const names = Object.keys(columns);
  if (rows.length === 0) return createEmpty(name, columns);
  return create(
    name,
    select({
      from: {
        is: "rows",
        columns: names,
        rows: rows.map((row) =>
          Object.entries(columns).map(([column, type]) => literal(row[column] ?? null, type)),
        ),
      },
      columns: {},
      everything: true,
    }),
  );
}

/** Runs every statement as it is, but gives empty datasets their rows. */
function withRows(bench: Bench, company: Company, shuffled: boolean): Bench {
  const rowsOf = (dataset: string): readonly Row[] => {
    const named = Object.entries(company).find(([name]) => name === dataset);
    const found: readonly object[] = named?.[1] ?? [];
    const rows = found.map((row, at) => ingested(row, at + 2));
    return shuffled ? rows.toReversed() : rows;
  };
  const run = (statement: Statement): Promise<void> => {
    const dataset =
      statement.is === "create-empty" ? /^no (.*)$/.exec(statement.name)?.[1] : undefined;
    return statement.is === "create-empty" && dataset !== undefined
      ? bench.engine.run(filled(statement.name, statement.columns, rowsOf(dataset)))
      : bench.engine.run(statement);
  };
  return { ...bench, engine: { ...bench.engine, run } };
}

const verdictRow = z.record(z.string(), z.any());

/** Columns of the table `verdicts`, by person. */
export type Judged = ReadonlyMap<string, (column: string) => Verdict>;

/** What the plan finds of a company, carried out by DuckDB; `then` may look at the bench before it is gone. */
export async function judgedByEngine(
  rulebook: Rulebook,
  {
    company,
    now,
    threads = 2,
    shuffled = false,
  }: {
    readonly company: Company;
    readonly now: string;
    readonly threads?: number;
    readonly shuffled?: boolean;
  },
  then: (bench: Bench) => Promise<void> = async () => undefined,
): Promise<Judged> {
  return withBench(threads)(async (bench) => {
    await judgePeople(
      {
        lake: { download: () => Promise.reject(new Error("nothing lies in the lake")) },
        tombstones: async () => [],
      },
      { bench: withRows(bench, company, shuffled), files: () => [] },
    )({ rulebook, clock: runClock(now, zone) });
    await then(bench);
    const rows = await bench.engine.all(
      select({
        from: table("verdicts"),
        everything: true,
        columns: {},
        orderBy: [{ by: { is: "column", name: "memberId" } }],
      }),
      verdictRow,
    );
    return new Map(
      rows.map((row) => [
        z.string().parse(row["memberId"]),
        (column: string) => z.boolean().nullable().parse(row[column]),
      ]),
    );
  });
}
