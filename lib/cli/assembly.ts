import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, readdir, rename, rm, stat, utimes } from "node:fs/promises";
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

/** Assemblies that nobody used for so long are of older sources; those of now may be in use by another process. */
const forgottenAfter = 3_600_000;

async function forgetOld(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const one = path.join(folder, name);
    const used = await stat(one).catch(() => undefined);
    if (used !== undefined && used.mtimeMs < Date.now() - forgottenAfter)
      await rm(one, { recursive: true, force: true });
  }
}

/** Puts a finished assembly into its place, unless another process was faster: theirs is the same. */
async function moveInto(target: string, outdir: string): Promise<void> {
  try {
    await rename(outdir, target);
  } catch (error) {
    await rm(outdir, { recursive: true, force: true });
    if (!existsSync(path.join(target, "manifest.json"))) throw error;
  }
}

/**
 * The synthesized CDK app for a workspace's settings: the template that deploys, and the bundled
 * functions. Made anew only when the sources or the settings changed.
 */
export async function assemblyFor(context: Readonly<Record<string, unknown>>): Promise<string> {
  const folder = path.join(cacheFolder, "assemblies");
  const name = await fingerprint(context);
  const target = path.join(folder, name);
  if (existsSync(path.join(target, "manifest.json"))) {
    const now = new Date();
    await utimes(target, now, now);
    return target;
  }
  await mkdir(folder, { recursive: true });
  await forgetOld(folder);
  const outdir = await mkdtemp(path.join(folder, "new-"));
  const { synthesize } = await import("../../infra/app.ts");
  synthesize({ outdir, context, validate: false });
  await moveInto(target, outdir);
  return target;
}
