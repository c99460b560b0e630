import * as z from "zod";
import { generationKeys } from "../compute/contract.ts";
import type { GenerationPointer } from "../compute/contract.ts";
import { all, among, call, cast, column, countDistinct, equal, value } from "../sql/expression.ts";
import { parquet, select, table, union } from "../sql/relation.ts";
import type { Relation } from "../sql/relation.ts";
import type { StoredMember } from "../membership/contract.ts";
import type { Finding } from "./contract.ts";
import { addMembership, differingShards, memberships, shardOf } from "./plan-checksums.ts";
import type { Checksums } from "./plan-checksums.ts";
import { count, counted } from "./plain-numbers.ts";
import type { Bench } from "../sql/bench.ts";
import type { DriftPorts } from "./ports.ts";

const membershipSchema = z.object({
  memberId: z.string(),
  segment: z.string(),
  since: z.string(),
});

const told = (status: Finding["status"], detail: string): Finding => ({
  check: "store",
  audience: null,
  status,
  detail,
});

const membershipsOf = (member: StoredMember) =>
  Object.entries(member.segments).map(([segment, since]) => ({
    memberId: member.memberId,
    segment,
    since,
  }));

/** The table's side: checksums, and how many customers are in any segment. */
async function sumTable({ members }: DriftPorts) {
  const sums: Checksums = new Map();
  let customers = 0;
  for await (const member of members.scan()) {
    const held = membershipsOf(member);
    customers += held.length > 0 ? 1 : 0;
    for (const membership of held) addMembership(sums, membership);
  }
  return { sums, customers };
}

async function sumGeneration({ engine }: Bench, file: string): Promise<Checksums> {
  const sums: Checksums = new Map();
  for await (const row of engine.rows(parquet(file)))
    addMembership(sums, membershipSchema.parse(row));
  return sums;
}

async function* rowsIn(ports: DriftPorts, shards: readonly string[]) {
  const wanted = new Set(shards);
  for await (const member of ports.members.scan()) {
    if (!wanted.has(shardOf(member.memberId))) continue;
    for (const { memberId, segment, since } of membershipsOf(member))
      yield [memberId, segment, since];
  }
}

/** Memberships of one side that the other does not have. */
const missingIn = (one: Relation, other: Relation): Relation =>
  select({
    from: one,
    as: "one",
    columns: { memberId: column("memberId", "one") },
    joins: [
      {
        kind: "anti",
        relation: other,
        as: "other",
        on: all(
          ...["memberId", "segment", "since"].map((name) =>
            equal(column(name, "one"), column(name, "other")),
          ),
        ),
      },
    ],
  });

/** How many members differ, exactly: only the shards that differ are looked at again. */
async function membersDiffering(
  ports: DriftPorts,
  bench: Bench,
  at: { readonly file: string; readonly shards: readonly string[] },
): Promise<number> {
  const columns = { memberId: "VARCHAR", segment: "VARCHAR", since: "VARCHAR" } as const;
  await bench.engine.load("stored", columns, rowsIn(ports, at.shards));
  const computed = select({
    note: "memberships of the shards that differ",
    from: parquet(at.file),
    columns: {
      memberId: column("memberId"),
      segment: column("segment"),
      since: cast(column("since"), "VARCHAR"),
    },
    where: among(
      call("substring", column("memberId"), value(1), value(1)),
      at.shards.map((shard) => value(shard)),
    ),
  });
  const differing = select({
    from: union(missingIn(computed, table("stored")), missingIn(table("stored"), computed)),
    columns: { members: countDistinct(column("memberId")) },
  });
  const [found] = await bench.engine.all(differing, z.object({ members: z.int() }));
  return found?.members ?? 0;
}

async function compare(ports: DriftPorts, run: string): Promise<Finding> {
  return ports.withBench(async (bench) => {
    const file = bench.path("memberships.parquet");
    await ports.lake.download(generationKeys(run).memberships, file);
    const computed = await sumGeneration(bench, file);
    const { sums, customers } = await sumTable(ports);
    const shards = differingShards(computed, sums);
    const held = `${counted(memberships(sums), "membership")} of ${counted(customers, "customer")}`;
    if (shards.length === 0)
      return told("ok", `The table holds ${held}, exactly as run ${run} computed.`);
    const members = await membersDiffering(ports, bench, { file, shards });
    return told(
      "finding",
      `The table differs from run ${run} for ${counted(members, "customer")}, in ${count(shards.length)} of 64 shards. It holds ${held}; the run computed ${counted(memberships(computed), "membership")}.`,
    );
  });
}

const never: GenerationPointer = { generation: 0, published: null, unfinished: [] };

/** The members table against the published generation. Both sides stream; memory stays flat. */
export async function checkStore(ports: DriftPorts): Promise<Finding> {
  const { published, unfinished } = (await ports.generation.read("generation"))?.value ?? never;
  if (unfinished.length > 0) {
    const runs = unfinished.join(", ");
    return told(
      "finding",
      `Publishing ${runs} was begun and not finished; the next run writes it again.`,
    );
  }
  if (published === null) return told("unknown", "No run has been published yet.");
  return compare(ports, published);
}
