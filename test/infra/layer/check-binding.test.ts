import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { assertArm64Layer, machineOf } from "../../../infra/layer/check-binding.ts";
import { templates } from "../fixtures/templates.ts";
import { temporaryFolder } from "../fixtures/whole-app.ts";

/** The first 64 bytes of a native file for a machine. */
function elf(machine: number, how: { class?: number; order?: number } = {}): Buffer {
  const header = Buffer.alloc(64);
  header.writeUInt32BE(0x7f454c46, 0);
  header[4] = how.class ?? 2;
  header[5] = how.order ?? 1;
  header.writeUInt16LE(machine, 18);
  return header;
}

/** A layer's folder with these native files. */
function layer(files: Record<string, Buffer>): string {
  const folder = temporaryFolder();
  const binding = path.join(folder, "nodejs/node_modules/@duckdb/node-bindings-linux-arm64");
  mkdirSync(binding, { recursive: true });
  for (const [name, bytes] of Object.entries(files)) writeFileSync(path.join(binding, name), bytes);
  return folder;
}

const arm64 = elf(0xb7);
const x64 = elf(0x3e);

describe("the machine of a native file", () => {
  test.each([
    ["arm64", arm64],
    ["x86-64", x64],
    ["machine 0xf3", elf(0xf3)],
    ["no 64-bit little-endian ELF file", elf(0xb7, { class: 1 })],
    ["no 64-bit little-endian ELF file", elf(0xb7, { order: 2 })],
    ["no ELF file", Buffer.from("cffaedfe0c000001".repeat(8), "hex")], // macOS
    ["no ELF file", Buffer.alloc(0)],
  ])("is read as %s", (machine, bytes) => {
    const file = path.join(temporaryFolder(), "some.node");
    writeFileSync(file, bytes);
    expect(machineOf(file)).toBe(machine);
  });
});

describe("a layer", () => {
  test("of arm64 files is accepted", () => {
    expect(() =>
      assertArm64Layer(layer({ "duckdb.node": arm64, "libduckdb.so": arm64 })),
    ).not.toThrow();
  });

  test("with one file of the builder's own machine is refused", () => {
    const folder = layer({ "duckdb.node": arm64, "libduckdb.so": x64 });
    expect(() => assertArm64Layer(folder)).toThrow("libduckdb.so is x86-64, Lambda needs arm64");
  });

  test("without the binding is refused, as npm installs it silently when there is none", () => {
    expect(() => assertArm64Layer(layer({}))).toThrow("no DuckDB binding");
    expect(() => assertArm64Layer(temporaryFolder())).toThrow("no DuckDB binding");
  });
});

describe("the stack", () => {
  test("without a layer synthesizes, with a rule by which CloudFormation refuses it", () => {
    const { Rules, Parameters } = templates({ layerFolder: "/nowhere" }).pipeline;
    const [assertion] = Rules["DuckdbLayerIsBuilt"].Assertions;
    expect(assertion.AssertDescription).toContain("npm run layer");
    expect(assertion.Assert).toEqual({
      "Fn::Not": [{ "Fn::Contains": [["placeholder"], { Ref: "DuckdbLayerState" }] }],
    });
    expect(Parameters["DuckdbLayerState"].Default).toBe("placeholder");
  });

  test("with a built layer has no such rule", () => {
    const { Rules, Parameters } = templates({
      layerFolder: layer({ "duckdb.node": arm64 }),
    }).pipeline;
    expect(Rules).not.toHaveProperty("DuckdbLayerIsBuilt");
    expect(Parameters).not.toHaveProperty("DuckdbLayerState");
  });

  test("with a layer for another machine does not synthesize", () => {
    expect(() => templates({ layerFolder: layer({ "duckdb.node": x64 }) })).toThrow(
      "npm run layer",
    );
  });
});
