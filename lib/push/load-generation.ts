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
 * Tables `aliases` of a generation (people known by e-mail, and the customer each of them is) and `merged`
 * (customers who are one person). Empty where there is no generation yet, or nobody is.
 */
export async function loadWhoIsWho(
  ports: Pick<Reader, "lake">,
  bench: Bench,
  run: string | null,
): Promise<void> {
  const keys = generationKeys(run ?? "");
  const summary = run === null ? undefined : await ports.lake.readJson(keys.summary, summarySchema);
  const { aliases = 0, merged } = summary ?? {};
  if (aliases > 0) await load(ports, bench, { key: keys.aliases, as: "aliases" });
  else await bench.engine.run(createEmpty("aliases", { alias: "VARCHAR", memberId: "VARCHAR" }));
  if ((merged?.customers ?? 0) > 0) await load(ports, bench, { key: keys.merged, as: "merged" });
  else await bench.engine.run(createEmpty("merged", { memberId: "VARCHAR", person: "VARCHAR" }));
}
