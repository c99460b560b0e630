import { closeSync, openSync, readdirSync, readSync } from "node:fs";
import path from "node:path";

/** Where `npm ci` puts DuckDB's native files, below the layer's folder. */
const BINDING = "nodejs/node_modules/@duckdb/node-bindings-linux-arm64";
const HEADER_BYTES = 20;
const MACHINES: Readonly<Record<number, string>> = { 0x03: "x86", 0x3e: "x86-64", 0xb7: "arm64" };

/**
 * The machine that a native file is for, by its ELF header (System V ABI, chapter 4): magic
 * 7f 45 4c 46, class 2 (64 bit), data 1 (little-endian), e_machine at byte 18.
 */
export function machineOf(file: string): string {
  const header = Buffer.alloc(HEADER_BYTES);
  const handle = openSync(file, "r");
  try {
    if (readSync(handle, header, 0, HEADER_BYTES, 0) < HEADER_BYTES) return "no ELF file";
  } finally {
    closeSync(handle);
  }
  if (header.readUInt32BE(0) !== 0x7f454c46) return "no ELF file";
  if (header[4] !== 2 || header[5] !== 1) return "no 64-bit little-endian ELF file";
  const machine = header.readUInt16LE(18);
  return MACHINES[machine] ?? `machine 0x${machine.toString(16)}`;
}

/** Throws unless every native file of the layer is 64-bit arm64 Linux, and there are some. */
export function assertArm64Layer(folder: string): void {
  const native = nativeFiles(path.join(folder, BINDING));
  if (native.length === 0) throw new Error(`no DuckDB binding in ${BINDING}: run npm run layer`);
  for (const file of native) {
    const machine = machineOf(file);
    if (machine !== "arm64")
      throw new Error(
        `${path.basename(file)} is ${machine}, Lambda needs arm64: run npm run layer`,
      );
  }
}

function nativeFiles(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((file) => /\.(node|so)$/.test(file))
      .map((file) => path.join(folder, file));
  } catch {
    return []; // no such folder: the binding of another platform, or none, was installed
  }
}
