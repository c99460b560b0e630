import * as z from "zod";
import type { MemberId } from "../core/ids.ts";
import { filesNow } from "../push/load-rows.ts";
import type { Reader } from "../push/load-rows.ts";
import type { Bench } from "../sql/bench.ts";
import { any, call, column, equal, value } from "../sql/expression.ts";
import { select, table } from "../sql/relation.ts";
import type { Relation } from "../sql/relation.ts";

/** One answer, and where it came from. */
export interface Said {
  readonly granted: boolean;
  /** Null: the file did not say when. */
  readonly at: string | null;
  readonly file: string;
  readonly receivedAt: string;
}

/** What somebody said to one purpose. */
export interface ConsentOf {
  readonly purpose: string;
  /** not-yet: only a yes that is dated in the future. */
  readonly stands: "granted" | "refused" | "not-yet";
  /** Newest first. */
  readonly said: readonly Said[];
}

const standsRow = z.object({ purpose: z.string(), granted: z.boolean(), refused: z.boolean() });
const saidRow = z.object({
  purpose: z.string(),
  granted: z.boolean(),
  at: z.string().nullable(),
  file_order: z.string(),
  received_at: z.string(),
});

const same = (of: string) => equal(column("memberId", of), column("memberId", "said"));

/** Answers under any of the records that are this person. */
const saidBy = (person: MemberId): Relation =>
  select({
    from: table("consents"),
    as: "said",
    columns: {
      purpose: column("purpose", "said"),
      granted: column("granted", "said"),
      at: column("at", "said"),
      file_order: column("file_order", "said"),
      received_at: column("received_at", "said"),
    },
    joins: [{ kind: "left", relation: table("merged"), as: "one", on: same("one") }],
    where: any(
      equal(column("person", "one"), value(person)),
      equal(column("memberId", "said"), value(person)),
    ),
    orderBy: [
      {
        by: call("coalesce", column("at", "said"), column("received_at", "said")),
        descending: true,
      },
      { by: column("file_order", "said"), descending: true },
    ],
  });

/** Names of the files that answers may have come in, by what sorts files. */
async function namesByOrder(ports: Reader): Promise<ReadonlyMap<string, string>> {
  const files = [...(await filesNow(ports, "consents")), ...(await filesNow(ports, "customers"))];
  return new Map(files.map(({ order, file }) => [order, file]));
}

/** A person's consents as they stand, and where they came from; at a bench with `consents` and `consents_now`. */
export async function consentsOf(
  ports: Reader,
  { engine }: Bench,
  person: MemberId,
): Promise<readonly ConsentOf[]> {
  const standing = select({
    from: table("consents_now"),
    everything: true,
    columns: {},
    where: equal(column("memberId"), value(person)),
    orderBy: [{ by: column("purpose") }],
  });
  const names = await namesByOrder(ports);
  const said = await engine.all(saidBy(person), saidRow);
  return (await engine.all(standing, standsRow)).map(({ purpose, granted, refused }) => ({
    purpose,
    stands: granted ? "granted" : refused ? "refused" : "not-yet",
    said: said
      .filter((one) => one.purpose === purpose)
      .map((one) => ({
        granted: one.granted,
        at: one.at,
        file: names.get(one.file_order) ?? one.file_order,
        receivedAt: one.received_at,
      })),
  }));
}
