import { call, cast, column, date, list, timestamp, value } from "../../lib/sql/expression.ts";
import type { Expression, SqlType } from "../../lib/sql/expression.ts";
import { create, select } from "../../lib/sql/relation.ts";
import type { Relation, Statement } from "../../lib/sql/relation.ts";
import { bothAnswers } from "./athena-answers.ts";
import { checkAthena } from "./check-athena.ts";
import { withBench } from "./duckdb-bench.ts";

/** A table of everything that the dialects take differently: NULLs, ties, empty lists, odd spaces, Nordic letters. */
const columns = {
  id: "BIGINT",
  word: "VARCHAR",
  words: "VARCHAR[]",
  n: "BIGINT",
  amount: "DECIMAL(12,2)",
  ratio: "DOUBLE",
  day: "DATE",
  at: "TIMESTAMP",
  club: "BOOLEAN",
  group: "VARCHAR",
} as const satisfies Readonly<Record<string, SqlType>>;

const unknown = value(null);

const rows: readonly (readonly Expression[])[] = [
  [
    value(1),
    value("  Åbo Kissat "),
    list(value("Kissa"), value("KOIRA "), value("kissa")),
    value(7),
    value(12.5),
    value(0.25),
    date("2026-01-31"),
    timestamp("2026-01-31T23:30:00.250Z"),
    value(true),
    value("a"),
  ],
  [
    value(2),
    value("A\u030Abo\u00A0"),
    list(value("hund"), value(null), value("Älg")),
    value(-7),
    value(-0.01),
    value(1),
    date("2026-02-01"),
    timestamp("2026-02-01T00:15:00.000Z"),
    value(false),
    value("a"),
  ],
  [
    value(3),
    value("\tö'l\n100% "),
    list(value(null)),
    value(0),
    unknown,
    unknown,
    date("2024-02-29"),
    unknown,
    unknown,
    value("a"),
  ],
  [
    value(4),
    value(""),
    list(),
    value(7),
    value(12.5),
    value(0.5),
    unknown,
    timestamp("1969-12-31T23:59:59.999Z"),
    value(true),
    value("b"),
  ],
  [value(5), ...Array.from({ length: 8 }, () => unknown), unknown],
];

const made = create(
  "shelf",
  select({
    from: { is: "rows", columns: Object.keys(columns), rows },
    columns: Object.fromEntries(
      Object.entries(columns).map(([name, type]) => [name, cast(column(name), type)]),
    ),
  }),
);

const catalogue = { shelf: Object.keys(columns) };

/** What both answer about the table `shelf`, after some statements; of Athena also what is odd in its texts. */
export const askShelf = (asked: Relation, statements: readonly Statement[] = []) =>
  withBench(1)(async (bench) => {
    await bench.engine.run(made);
    const { athena, duckdb } = await bothAnswers(bench, { catalogue, statements, asked });
    const odd = checkAthena([...statements, create("answer", asked)], catalogue);
    return { athena: { odd, rows: athena }, duckdb: { odd: [], rows: duckdb } };
  });

/** A text of the shelf as segments compare it. */
export const folded: Expression = call(
  "lower",
  call("trim", call("nfc_normalize", column("word"))),
);
