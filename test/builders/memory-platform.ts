import type { AudiencePlatform, Delivery, DeliveryOutcome } from "../../lib/push/ports.ts";
import type { SqlRow, SqlValue } from "../../lib/sql/engine.ts";

const texts = (of: SqlValue | undefined): readonly string[] => {
  if (typeof of === "string") return [of];
  return Array.isArray(of) ? of.filter((one) => typeof one === "string") : [];
};
const whole = (row: SqlRow, ...names: readonly string[]): string[] => {
  const cells = names.flatMap((name) => texts(row[name]));
  return cells.length === names.length ? [`${names.join("+")}=${cells.join("+")}`] : [];
};

/** Everything a row is found by, at Meta or at Google. */
export const idsOf = (row: SqlRow): readonly string[] => [
  ...["EMAIL", "PHONE", "EXTERN_ID", "MADID", "emails", "phones"].flatMap((kind) =>
    texts(row[kind]).map((text) => `${kind}=${text}`),
  ),
  ...whole(row, "FN", "LN", "ZIP"),
  ...whole(row, "FN", "LN", "DOBY", "DOBM", "DOBD"),
  ...whole(row, "givenName", "familyName", "regionCode", "postalCode"),
];

export interface MemoryPlatform extends AudiencePlatform {
  /** Rows at the platform. */
  readonly rows: SqlRow[];
  readonly calls: { readonly op: Delivery["op"]; readonly rows: number }[];
  readonly deliveries: Delivery[];
  /** Every e-mail there. */
  emails(): readonly string[];
  /** Every identifier there, once. */
  ids(): readonly string[];
  /** Asked before each delivery; may throw (nothing applied) or give an outcome of its own. */
  before: (delivery: Delivery) => DeliveryOutcome | void;
  /** Asked after a delivery was applied; may throw: the outcome is unknown to the sender. */
  after: (delivery: Delivery) => void;
  /** Applies a delivery after all, however long ago it was sent. */
  apply(delivery: Delivery): void;
  /** While true a delivery is only accepted, and applied when `finishAll` is called. */
  slow: boolean;
  /** Ends accepted deliveries, the oldest first: applied, or failed as a whole. */
  finishAll(how?: "done" | "failed", most?: number): void;
}

/** A platform that takes off every row which shares an identifier with a removed one, as Meta and Google do. */
export function memoryPlatform(rowsPerCall = 2): MemoryPlatform {
  const rows: SqlRow[] = [];
  const waiting = new Map<string, Delivery>();
  const ended = new Map<string, "done" | "failed">();
  const apply = ({ op, rows: sent }: Delivery) => {
    const ids = new Set(sent.flatMap(idsOf));
    const had = new Set(rows.map((row) => row["key"]));
    const kept = op === "add" ? rows : rows.filter((row) => !idsOf(row).some((id) => ids.has(id)));
    const came = op === "add" ? sent.filter((row) => !had.has(row["key"] ?? null)) : [];
    rows.splice(0, rows.length, ...kept, ...came);
  };
  const platform: MemoryPlatform = {
    rows,
    calls: [],
    deliveries: [],
    slow: false,
    before: () => undefined,
    after: () => undefined,
    apply,
    emails: () =>
      rows.flatMap((row) => [...texts(row["EMAIL"]), ...texts(row["emails"])]).toSorted(),
    ids: () => [...new Set(rows.flatMap(idsOf))].toSorted(),
    limits: { rows: rowsPerCall, seconds: 10 },
    ensure: async ({ platformId }) => platformId ?? "aud-1",
    finishAll: (how = "done", most = waiting.size) => {
      for (const [receipt, delivery] of [...waiting].slice(0, most)) {
        ended.set(receipt, how);
        waiting.delete(receipt);
        if (how === "done") apply(delivery);
      }
    },
    deliver: async (delivery) => {
      const instead = platform.before(delivery);
      if (instead !== undefined) return instead;
      platform.calls.push({ op: delivery.op, rows: delivery.rows.length });
      platform.deliveries.push(delivery);
      if (platform.slow) {
        const receipt = `receipt-${platform.calls.length}`;
        waiting.set(receipt, delivery);
        platform.after(delivery);
        return { state: "accepted", receipt, refused: [] };
      }
      apply(delivery);
      platform.after(delivery);
      return { state: "done", invalid: 0, refused: [] };
    },
    settle: async (receipt) => {
      const how = ended.get(receipt);
      if (how === undefined) return { state: "pending", wait: 600 };
      return how === "done"
        ? { state: "done", invalid: 0 }
        : { state: "failed", code: "refused", message: "nothing of it was taken" };
    },
    view: async () => ({
      status: "ready",
      size: { low: rows.length, high: rows.length },
      detail: "exact",
    }),
  };
  return platform;
}
