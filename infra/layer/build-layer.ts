import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, readdirSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import { assertArm64Layer } from "./check-binding.ts";

/**
 * `npm run layer`: DuckDB for Lambda, from a lock file of its own. Needs the npm registry, no
 * Docker and no arm64 machine: npm is told for whom to install, no script of a package runs, and
 * the result is looked at before it may be used.
 */
const here = import.meta.dirname;
const dist = path.join(here, "dist");
const modules = path.join(dist, "nodejs");

try {
  install();
  assertArm64Layer(dist);
} catch (problem) {
  rmSync(dist, { recursive: true, force: true }); // better none than a wrong one
  throw problem;
}
process.stdout.write(`infra/layer/dist: ${(sizeOf(dist) / 2 ** 20).toFixed(0)} MB, Linux arm64\n`);

function install(): void {
  rmSync(dist, { recursive: true, force: true });
  mkdirSync(modules, { recursive: true });
  for (const file of ["package.json", "package-lock.json"])
    copyFileSync(path.join(here, file), path.join(modules, file));
  const target = ["--os=linux", "--cpu=arm64", "--libc=glibc", "--ignore-scripts"];
  execFileSync("npm", ["ci", ...target, "--no-audit", "--no-fund"], {
    cwd: modules,
    stdio: ["ignore", "ignore", "inherit"],
    shell: process.platform === "win32", // npm is a batch file there
  });
}

function sizeOf(folder: string): number {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((file) => statSync(path.join(folder, file)).size)
    .reduce((sum, bytes) => sum + bytes, 0);
}
