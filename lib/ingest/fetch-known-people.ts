import { partsOf, peopleKey } from "./contract.ts";
import { readManifest } from "./commit-file.ts";
import type { IngestPorts, Workbench } from "./ports.ts";

/** Of so many of the newest customers files the hashes are looked at; what is older is hashed again. */
const filesKept = 3;

/** Brings the identities of the newest customers files to the workbench, but for this file's own. Gives their paths. */
export async function fetchKnownPeople(
  ports: Pick<IngestPorts, "lake" | "manifests">,
  { scratch }: Workbench,
  file: string,
): Promise<readonly string[]> {
  const { manifest } = await readManifest(ports, "customers");
  const newest = manifest.files.filter(({ id }) => id !== file).slice(-filesKept);
  const paths: string[] = [];
  for (const part of newest.flatMap(partsOf)) {
    const path = scratch.path(`known-${part}.parquet`);
    await ports.lake.download(peopleKey(part), path);
    paths.push(path);
  }
  return paths;
}
