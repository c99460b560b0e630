import { expect, test } from "vitest";
import * as z from "zod";
import {
  identitiesOfPersons,
  strictestConsents,
  underPersons,
} from "../../../lib/push/merged-people.ts";
import { peopleColumns } from "../../../lib/ingest/contract-columns.ts";
import { cast, column, list, value } from "../../../lib/sql/expression.ts";
import type { SqlType } from "../../../lib/sql/expression.ts";
import { create, select } from "../../../lib/sql/relation.ts";
import type { Relation } from "../../../lib/sql/relation.ts";
import { withBench } from "../../builders/duckdb-bench.ts";

type Cell = string | boolean | null | readonly string[];

const literal = (of: Cell, type: SqlType) =>
  cast(
    typeof of === "object" && of !== null ? list(...of.map((one) => value(one))) : value(of),
    type,
  );

/** Rows written out, what a row does not say being null. */
const rowsOf = (
  columns: Readonly<Record<string, SqlType>>,
  rows: readonly Readonly<Record<string, Cell>>[],
): Relation => ({
  is: "rows",
  columns: Object.keys(columns),
  rows: rows.map((row) =>
    Object.entries(columns).map(([name, type]) => literal(row[name] ?? null, type)),
  ),
});

const merged = rowsOf({ memberId: "VARCHAR", person: "VARCHAR" }, [
  { memberId: "a", person: "a" },
  { memberId: "b", person: "a" },
]);

const anything = z.record(z.string(), z.any());

const found = (relation: Relation): Promise<readonly Record<string, unknown>[]> =>
  withBench()(async ({ engine }) => {
    await engine.run(create("merged", merged));
    const ordered = select({
      from: relation,
      everything: true,
      columns: {},
      orderBy: [{ by: column("memberId") }],
    });
    return engine.all(ordered, anything);
  });

test("a person is sent with the e-mails and phones of all their records, else as the newest has them", async () => {
  const columns = { ...peopleColumns, file_order: "VARCHAR" } as const;
  const people = rowsOf(columns, [
    {
      memberId: "a",
      updated_at: "2026-01-01",
      meta_emails: ["1", "2"],
      meta_fn: "old",
      google_phones: ["5"],
    },
    { memberId: "b", updated_at: "2026-02-01", meta_emails: ["2", "3"], meta_fn: "new" },
    { memberId: "c", updated_at: "2026-02-01", meta_emails: ["9"], meta_fn: "other" },
  ]);
  expect(await found(identitiesOfPersons(people, Object.keys(columns)))).toMatchObject([
    {
      memberId: "a",
      meta_emails: ["1", "2", "3"],
      meta_fn: "new",
      google_phones: ["5"],
      meta_phones: [],
    },
    { memberId: "c", meta_emails: ["9"], meta_fn: "other" },
  ]);
});

test("one refusal stands for all records of a person; of others nothing changes", async () => {
  const columns = {
    memberId: "VARCHAR",
    purpose: "VARCHAR",
    granted: "BOOLEAN",
    refused: "BOOLEAN",
  } as const;
  const standing = rowsOf(columns, [
    { memberId: "a", purpose: "ads", granted: true, refused: false },
    { memberId: "b", purpose: "ads", granted: false, refused: true },
    { memberId: "b", purpose: "email", granted: true, refused: false },
    { memberId: "c", purpose: "ads", granted: true, refused: false },
  ]);
  const rows = await found(strictestConsents(standing));
  expect(rows.map((row) => JSON.stringify(row)).toSorted()).toEqual([
    '{"memberId":"a","purpose":"ads","granted":false,"refused":true}',
    '{"memberId":"a","purpose":"email","granted":true,"refused":false}',
    '{"memberId":"c","purpose":"ads","granted":true,"refused":false}',
  ]);
});

test("what stops one record stops the person", async () => {
  const erased = rowsOf({ memberId: "VARCHAR" }, [{ memberId: "b" }, { memberId: "c" }]);
  expect(await found(underPersons(erased, ["memberId"]))).toEqual([
    { memberId: "a" },
    { memberId: "c" },
  ]);
});
