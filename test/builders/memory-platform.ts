import type { AudiencePlatform, Delivery, DeliveryOutcome } from "../../lib/push/ports.ts";
import type { SqlRow } from "../../lib/sql/engine.ts";

const idsOf = (row: SqlRow): string[] =>
  ["EMAIL", "PHONE", "EXTERN_ID", "MADID"].flatMap((kind) =>
    typeof row[kind] === "string" ? [`${kind}=${String(row[kind])}`] : [],
  );

export interface MemoryPlatform extends AudiencePlatform {
  /** Rows at the platform. */
  readonly rows: SqlRow[];
  readonly calls: { readonly op: Delivery["op"]; readonly rows: number }[];
  /** Every e-mail there. */
  emails(): string[];
  /** Asked before each delivery; may throw (nothing applied) or give an outcome of its own. */
  before: (delivery: Delivery) => DeliveryOutcome | void;
  /** Asked after a delivery was applied; may throw: the outcome is unknown to the sender. */
  after: (delivery: Delivery) => void;
}

/** A platform that takes off every row which shares an identifier with a removed one, as Meta and Google do. */
export function memoryPlatform(rowsPerCall = 2): MemoryPlatform {
  const rows: SqlRow[] = [];
  const apply = ({ op, rows: sent }: Delivery) => {
    const ids = new Set(sent.flatMap(idsOf));
    if (op === "add")
      return void rows.push(
        ...sent.filter((row) => !rows.some((one) => one["key"] === row["key"])),
      );
    const staying = rows.filter((row) => !idsOf(row).some((id) => ids.has(id)));
    rows.splice(0, rows.length, ...staying);
  };
  const platform: MemoryPlatform = {
    rows,
    calls: [],
    before: () => undefined,
    after: () => undefined,
    emails: () =>
      rows.flatMap((row) => (typeof row["EMAIL"] === "string" ? [row["EMAIL"]] : [])).toSorted(),
    limits: { rows: rowsPerCall, seconds: 10 },
    ensure: async ({ platformId }) => platformId ?? "aud-1",
    deliver: async (delivery) => {
      const instead = platform.before(delivery);
      if (instead !== undefined) return instead;
      apply(delivery);
      platform.calls.push({ op: delivery.op, rows: delivery.rows.length });
      platform.after(delivery);
      return { state: "done", invalid: 0, refused: [] };
    },
    settle: async () => ({ state: "done", invalid: 0 }),
    view: async () => ({
      status: "ready",
      size: { low: rows.length, high: rows.length },
      detail: "exact",
    }),
  };
  return platform;
}
