import { cp, mkdir, readdir, rename, rm, stat, symlink, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { Unsupported } from "../template/unsupported.ts";
import type { FunctionSpec } from "./function-spec.ts";

/**
 * Where functions lie while they run: `state/functions/<asset>/`, with a `node_modules` beside
 * them that stands for the layer (what bundles leave out comes from the product's own), and a
 * package.json that keeps the surrounding project's from deciding how their code is read.
 */
export async function prepareCodeFolder(state: string): Promise<string> {
  const folder = path.join(state, "functions");
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, "package.json"), '{ "private": true }\n');
  const modules = path.join(folder, "node_modules");
  await rm(modules, { force: true, recursive: true });
  await symlink(productModules(), modules, "junction");
  return folder;
}

/** The node_modules folder that holds what the layer holds in AWS. */
function productModules(): string {
  const resolved = createRequire(import.meta.url).resolve("@duckdb/node-api");
  const mark = `${path.sep}node_modules${path.sep}`;
  return resolved.slice(0, resolved.lastIndexOf(mark) + mark.length - 1);
}

/**
 * Copies a function's asset to where it runs, unless it is there from an earlier run (assets are
 * called by their hash), and finds the handler's file.
 */
export async function unpackCode(
  folder: string,
  spec: FunctionSpec,
  assets: ReadonlyMap<string, string>,
): Promise<string> {
  const asset = assets.get(spec.codeKey);
  if (asset === undefined)
    throw new Unsupported(`The code of ${spec.name} (${spec.codeKey}) is not in the assembly.`);
  if (!(await stat(asset)).isDirectory())
    throw new Unsupported(`The code of ${spec.name} is no folder: ${asset}`);
  const unpacked = path.join(folder, path.basename(asset));
  if (!(await isThere(unpacked))) {
    const half = await temporary(unpacked);
    await cp(asset, half, { recursive: true });
    await rename(half, unpacked).catch(() => rm(half, { recursive: true, force: true }));
  }
  return pathToFileURL(await findModule(unpacked, spec)).href;
}

let copies = 0;
async function temporary(unpacked: string): Promise<string> {
  copies += 1;
  const half = `${unpacked}.${process.pid}.${copies}`;
  await rm(half, { recursive: true, force: true });
  return half;
}

const isThere = (file: string) =>
  stat(file).then(
    () => true,
    () => false,
  );

async function findModule(folder: string, spec: FunctionSpec): Promise<string> {
  for (const extension of [".js", ".mjs", ".cjs"]) {
    const file = path.join(folder, `${spec.module}${extension}`);
    if (await isThere(file)) return file;
  }
  const there = (await readdir(folder)).join(", ");
  throw new Unsupported(`There is no ${spec.module}.js or .mjs for ${spec.name}, only ${there}.`);
}
