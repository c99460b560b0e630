import { describe, expect, test } from "vitest";
import { importsOf, violations } from "./import-rule.ts";
import { product } from "./product-source.ts";

describe("data flows one way", () => {
  test("the check sees the code and its imports", () => {
    expect(product.length).toBeGreaterThan(350);
    expect(product.flatMap(importsOf).length).toBeGreaterThan(1300);
  });

  test("nobody imports against the flow", () => {
    expect(violations(product)).toEqual([]);
  });
});

describe("an import against the flow is seen", () => {
  const planted: readonly (readonly [what: string, file: string, text: string, to: string])[] = [
    [
      "of a type",
      "lib/core/ids.ts",
      'import type { Push } from "../push/contract.ts";',
      "lib/push/contract.ts",
    ],
    [
      "over many lines",
      "lib/compute/begin-run.ts",
      'import {\n  a,\n  type B,\n} from "../push/contract.ts";',
      "lib/push/contract.ts",
    ],
    [
      "by a re-export",
      "lib/sql/engine.ts",
      'export * from "../workspace/workspace.ts";',
      "lib/workspace/workspace.ts",
    ],
    [
      "by a re-export of a type over many lines",
      "lib/push/ports.ts",
      'export type {\n  Finding,\n} from "../drift/contract.ts";',
      "lib/drift/contract.ts",
    ],
    [
      "when it runs",
      "functions/end-run.ts",
      'const sdk = await import(\n  "@aws-sdk/client-s3"\n);',
      "@aws-sdk/client-s3",
    ],
    [
      "inside a type",
      "lib/app/names.ts",
      'type Main = typeof import("../cli/main.ts");',
      "lib/cli/main.ts",
    ],
    ["for its effect", "infra/app.ts", 'import "../lib/app/config.ts";', "lib/app/config.ts"],
    [
      "by require",
      "lib/sandbox/faults.ts",
      'const core = require("../core/ids.ts");',
      "lib/core/ids.ts",
    ],
    [
      "of a later stage's contract",
      "lib/ingest/ports.ts",
      'import { a } from "../compute/contract.ts";',
      "lib/compute/contract.ts",
    ],
    [
      "of an earlier stage's insides",
      "lib/push/ports.ts",
      'import { a } from "../compute/lease.ts";',
      "lib/compute/lease.ts",
    ],
    [
      "of another adapter",
      "lib/adapters/meta/limits.ts",
      'import { a } from "../data-manager/limits.ts";',
      "lib/adapters/data-manager/limits.ts",
    ],
    [
      "of a verb by an adapter",
      "lib/adapters/aws/s3-inbox.ts",
      'import { a } from "../../ingest/ingest-file.ts";',
      "lib/ingest/ingest-file.ts",
    ],
    [
      "of DuckDB outside its adapter",
      "lib/app/bench.ts",
      'import { DuckDBInstance } from "@duckdb/node-api";',
      "@duckdb/node-api",
    ],
    [
      "of AWS outside its adapter",
      "lib/app/operate.ts",
      'import { S3Client } from "@aws-sdk/client-s3";',
      "@aws-sdk/client-s3",
    ],
    [
      "of the file system by a stage",
      "lib/ingest/unpack.ts",
      'import { readFile } from "node:fs/promises";',
      "node:fs/promises",
    ],
    [
      "of a test",
      "lib/cli/main.ts",
      'import { a } from "../../test/builders/push-world.ts";',
      "test/builders/push-world.ts",
    ],
  ];

  test.each(planted)("%s: %s", (_what, file, text, to) => {
    expect(violations([{ file, text }])).toEqual([`${file} -> ${to}`]);
  });

  test("a folder that no row covers is told", () => {
    expect(violations([{ file: "lib/shared/a.ts", text: "" }])).toEqual([
      "lib/shared/a.ts: no row covers this folder",
    ]);
  });
});
