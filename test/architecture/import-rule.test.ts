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
  const planted = [
    {
      what: "of a type",
      file: "lib/core/ids.ts",
      text: 'import type { Push } from "../push/contract.ts";',
      to: "lib/push/contract.ts",
    },
    {
      what: "over many lines",
      file: "lib/compute/begin-run.ts",
      text: 'import {\n  a,\n  type B,\n} from "../push/contract.ts";',
      to: "lib/push/contract.ts",
    },
    {
      what: "by a re-export",
      file: "lib/sql/engine.ts",
      text: 'export * from "../workspace/workspace.ts";',
      to: "lib/workspace/workspace.ts",
    },
    {
      what: "by a re-export of a type over many lines",
      file: "lib/push/ports.ts",
      text: 'export type {\n  Finding,\n} from "../drift/contract.ts";',
      to: "lib/drift/contract.ts",
    },
    {
      what: "when it runs",
      file: "functions/end-run.ts",
      text: 'const sdk = await import(\n  "@aws-sdk/client-s3"\n);',
      to: "@aws-sdk/client-s3",
    },
    {
      what: "inside a type",
      file: "lib/app/names.ts",
      text: 'type Main = typeof import("../cli/main.ts");',
      to: "lib/cli/main.ts",
    },
    {
      what: "for its effect",
      file: "infra/app.ts",
      text: 'import "../lib/app/config.ts";',
      to: "lib/app/config.ts",
    },
    {
      what: "by require",
      file: "lib/sandbox/faults.ts",
      text: 'const core = require("../core/ids.ts");',
      to: "lib/core/ids.ts",
    },
    {
      what: "of a later stage's contract",
      file: "lib/ingest/ports.ts",
      text: 'import { a } from "../compute/contract.ts";',
      to: "lib/compute/contract.ts",
    },
    {
      what: "of an earlier stage's insides",
      file: "lib/push/ports.ts",
      text: 'import { a } from "../compute/lease.ts";',
      to: "lib/compute/lease.ts",
    },
    {
      what: "of another adapter",
      file: "lib/adapters/meta/limits.ts",
      text: 'import { a } from "../data-manager/limits.ts";',
      to: "lib/adapters/data-manager/limits.ts",
    },
    {
      what: "of a verb by an adapter",
      file: "lib/adapters/aws/s3-inbox.ts",
      text: 'import { a } from "../../ingest/ingest-file.ts";',
      to: "lib/ingest/ingest-file.ts",
    },
    {
      what: "of DuckDB outside its adapter",
      file: "lib/app/bench.ts",
      text: 'import { DuckDBInstance } from "@duckdb/node-api";',
      to: "@duckdb/node-api",
    },
    {
      what: "of AWS outside its adapter",
      file: "lib/app/operate.ts",
      text: 'import { S3Client } from "@aws-sdk/client-s3";',
      to: "@aws-sdk/client-s3",
    },
    {
      what: "of the file system by a stage",
      file: "lib/ingest/unpack.ts",
      text: 'import { readFile } from "node:fs/promises";',
      to: "node:fs/promises",
    },
    {
      what: "of a test",
      file: "lib/cli/main.ts",
      text: 'import { a } from "../../test/builders/push-world.ts";',
      to: "test/builders/push-world.ts",
    },
  ];

  test.each(planted)("$what ($file)", ({ file, text, to }) => {
    expect(violations([{ file, text }])).toEqual([`${file} -> ${to}`]);
  });

  test("a folder that no row covers is told", () => {
    expect(violations([{ file: "lib/shared/a.ts", text: "" }])).toEqual([
      "lib/shared/a.ts: no row covers this folder",
    ]);
  });
});
