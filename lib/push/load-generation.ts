import { generationKeys, summarySchema } from "../compute/contract.ts";
import type { Bench } from "../sql/bench.ts";
import { create, createEmpty, parquet } from "../sql/relation.ts";
import type { Reader } from "./load-rows.ts";

async function load(
  { lake }: Pick<Reader, "lake">,
  bench: Bench,
  object: { readonly key: string; readonly as: string },
): Promise<void> {
  const path = bench.path(object.key);
  await lake.download(object.key, path);
  await bench.engine.run(create(object.as, parquet(path)));
}

/** Tables `memberships` and `marks` of a generation; empty where there is none yet. */
export async function loadGeneration(
  ports: Pick<Reader, "lake">,
  bench: Bench,
  run: string | null,
): Promise<void> {
  if (run === null) {
    await bench.engine.run(
      createEmpty("memberships", { segment: "VARCHAR", memberId: "VARCHAR", since: "DATE" }),
    );
    await bench.engine.run(createEmpty("marks", { mark: "VARCHAR", memberId: "VARCHAR" }));
    return;
  }
  const { memberships, marks } = generationKeys(run);
  await load(ports, bench, { key: memberships, as: "memberships" });
  await load(ports, bench, { key: marks, as: "marks" });
}

/**
 * Table `aliases` of a generation: people known by e-mail, and the customer each of them is. Empty
 * where there is no generation yet, or nobody has one.
 */
export async function loadAliases(
  ports: Pick<Reader, "lake">,
  bench: Bench,
  run: string | null,
): Promise<void> {
  const keys = run === null ? undefined : generationKeys(run);
  const summary =
    keys === undefined ? undefined : await ports.lake.readJson(keys.summary, summarySchema);
  if (keys === undefined || summary === undefined || summary.aliases === 0) {
    await bench.engine.run(createEmpty("aliases", { alias: "VARCHAR", memberId: "VARCHAR" }));
    return;
  }
  await load(ports, bench, { key: keys.aliases, as: "aliases" });
}
