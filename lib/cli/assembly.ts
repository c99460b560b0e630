import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, readdir, rename, rm } from "node:fs/promises";
import path from "node:path";

/** The product's own folder. */
const productFolder = path.resolve(import.meta.dirname, "../..");
/** Caches and kept clouds; ignored by git. */
export const cacheFolder = path.join(productFolder, ".audience");

/** What a synthesized template depends on. */
const sources = ["functions", "infra", "lib", "package-lock.json", "cdk.json"];
const unbundled = /^lib\/(cli|local|sandbox|starter)\//;

async function filesUnder(of: string): Promise<readonly string[]> {
  const names = await readdir(path.join(productFolder, of), {
    recursive: true,
    withFileTypes: true,
  }).catch(() => []);
  const found = names
    .filter((entry) => entry.isFile() && !entry.parentPath.includes("node_modules"))
    .map((entry) =>
      path
        .relative(productFolder, path.join(entry.parentPath, entry.name))
        .split(path.sep)
        .join("/"),
    );
  return found.length === 0 ? [of] : found.filter((name) => !unbundled.test(name)).toSorted();
}

async function fingerprint(context: Readonly<Record<string, unknown>>): Promise<string> {
  const hash = createHash("sha256").update(JSON.stringify(context));
  for (const of of sources) {
    for (const name of await filesUnder(of)) {
      const bytes = await readFile(path.join(productFolder, name)).catch(() => "");
      hash.update(name).update(bytes);
    }
  }
  return hash.digest("hex").slice(0, 16);
}

/** Assemblies of older sources are of no use. */
async function forgetOthers(folder: string, keep: string): Promise<void> {
  const names = (await readdir(folder)).filter((name) => name !== keep);
  const oldest = names.length > 4 ? names : [];
  await Promise.all(
    oldest.map((name) => rm(path.join(folder, name), { recursive: true, force: true })),
  );
}

/**
 * The synthesized CDK app for a workspace's settings: the template that deploys, and the bundled
 * functions. Made anew only when the sources or the settings changed.
 */
export async function assemblyFor(context: Readonly<Record<string, unknown>>): Promise<string> {
  const folder = path.join(cacheFolder, "assemblies");
  const name = await fingerprint(context);
  const target = path.join(folder, name);
  if (existsSync(path.join(target, "manifest.json"))) return target;
  await mkdir(folder, { recursive: true });
  const outdir = await mkdtemp(path.join(folder, "new-"));
  const { synthesize } = await import("../../infra/app.ts");
  synthesize({ outdir, context, validate: false });
  await rm(target, { recursive: true, force: true });
  await rename(outdir, target);
  await forgetOthers(folder, name);
  return target;
}
