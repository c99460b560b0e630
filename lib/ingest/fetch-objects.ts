import type { IngestPorts, Workbench } from "./ports.ts";

/** Brings objects of the lake to the workbench. Gives their paths, in order. */
export async function fetchObjects(
  { lake }: Pick<IngestPorts, "lake">,
  { scratch }: Pick<Workbench, "scratch">,
  keys: readonly string[],
): Promise<readonly string[]> {
  const paths: string[] = [];
  for (const key of keys) {
    const path = scratch.path(key.replaceAll("/", "-"));
    await lake.download(key, path);
    paths.push(path);
  }
  return paths;
}
