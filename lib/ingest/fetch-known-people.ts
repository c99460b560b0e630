import { readManifest } from "./commit-file.ts";
import { peopleKey } from "./contract.ts";
import { planKnownPeople } from "./plan-known-people.ts";
import type { IngestPorts, Workbench } from "./ports.ts";

/** Brings identities of earlier customers files to the workbench, in which those of a part of this file are looked up. */
export async function fetchKnownPeople(
  ports: Pick<IngestPorts, "lake" | "manifests">,
  { scratch }: Workbench,
  { file, number }: { readonly file: string; readonly number: number },
): Promise<readonly string[]> {
  const { manifest } = await readManifest(ports, "customers");
  const others = manifest.files.filter(({ id }) => id !== file);
  const paths: string[] = [];
  for (const part of planKnownPeople(others, number)) {
    const path = scratch.path(`known-${paths.length + 1}.parquet`);
    await ports.lake.download(peopleKey(part), path);
    paths.push(path);
  }
  return paths;
}
