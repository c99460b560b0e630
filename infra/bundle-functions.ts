import { statSync } from "node:fs";
import { isBuiltin } from "node:module";
import path from "node:path";
import { buildSync } from "esbuild";
import { type FunctionName, functionNames } from "../lib/app/names.ts";
import { byFunction } from "./by-function.ts";

/** One function as it is uploaded: a folder with `index.js` (handler `index.handler`). */
export interface Bundle {
  readonly name: FunctionName;
  readonly folder: string;
  readonly bytes: number;
  /** Packages that the bundle leaves to the layer. */
  readonly external: readonly string[];
}

const root = path.join(import.meta.dirname, "..");

/** Asked for in a `try`, by `debug` for its colours: where it is not installed nothing is missing. */
const dispensable = "supports-color";

/** For each function the folder that is uploaded. */
export type CodeFolders = Readonly<Record<FunctionName, string>>;

/**
 * Bundles all functions below `outdir`, in one esbuild run, so that what they share is read once.
 *
 * CommonJS, since Lambda resolves a layer's packages for `require` only (NODE_PATH) and the
 * Facebook SDK calls `require` at run time. The AWS SDK goes in: its version is then the one in the
 * lock file, not the runtime's of that week. DuckDB stays out: it is native and comes as a layer.
 * Node 20 as target: the same bundles run on a laptop. No source maps: they are larger than the
 * bundles, and names of errors survive.
 */
export function bundleFunctions(outdir: string): readonly Bundle[] {
  const { metafile } = buildSync({
    absWorkingDir: root,
    entryPoints: functionNames.map((name) => ({
      in: `functions/${name}.ts`,
      out: `${name}/index`,
    })),
    outdir,
    bundle: true,
    minify: true,
    platform: "node",
    target: "node20",
    format: "cjs",
    external: ["@duckdb/*"],
    legalComments: "none",
    logLevel: "error",
    metafile: true,
  });
  const outputs = new Map(
    Object.entries(metafile.outputs).map(([file, output]) => [path.resolve(root, file), output]),
  );
  return functionNames.map((name) => {
    const folder = path.join(outdir, name);
    const imports = outputs.get(path.join(folder, "index.js"))?.imports ?? [];
    const left = imports.filter(
      (to) => to.external === true && !isBuiltin(to.path) && to.path !== dispensable,
    );
    return {
      name,
      folder,
      bytes: statSync(path.join(folder, "index.js")).size,
      external: [...new Set(left.map((to) => to.path))].toSorted(),
    };
  });
}

/** The folders of the bundles. Throws when a function has none. */
export function foldersOf(bundles: readonly Bundle[]): CodeFolders {
  const folderOf = (name: FunctionName) => {
    const bundle = bundles.find((one) => one.name === name);
    if (bundle === undefined) throw new Error(`${name} has no bundle`);
    return bundle.folder;
  };
  return byFunction(folderOf);
}
