import { readManifest } from "./commit-file.ts";
import { peopleKey } from "./contract.ts";
import { fetchObjects } from "./fetch-objects.ts";
import { planKnownPeople } from "./plan-known-people.ts";
import type { IngestPorts, Workbench } from "./ports.ts";

/** Brings identities of earlier customers files to the workbench, in which those of a part of this file are looked up. */
export async function fetchKnownPeople(
  ports: Pick<IngestPorts, "lake" | "manifests">,
  bench: Workbench,
  { file, number }: { readonly file: string; readonly number: number },
): Promise<readonly string[]> {
  const { manifest } = await readManifest(ports, "customers");
  const others = manifest.files.filter(({ id }) => id !== file);
  return fetchObjects(ports, bench, planKnownPeople(others, number).map(peopleKey));
}
