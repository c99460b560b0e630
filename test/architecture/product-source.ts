import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";

/** One file of the product: its path from the checkout's root, with slashes, and its text. */
export interface SourceFile {
  readonly file: string;
  readonly text: string;
}

const root = path.resolve(import.meta.dirname, "../..");
const code = /\.[cm]?[jt]s$/;

/** All code below these folders of the checkout, installed packages aside. */
export const sourceIn = (folders: readonly string[]): readonly SourceFile[] =>
  folders.flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && code.test(entry.name))
      .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
      .map((file) => file.split(path.sep).join("/"))
      .filter((file) => !file.includes("/node_modules/"))
      .map((file) => ({ file, text: readFileSync(path.join(root, file), "utf8") })),
  );

/** The code that ships. */
export const product = sourceIn(["bin", "functions", "infra", "lib"]);
