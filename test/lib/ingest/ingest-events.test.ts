import { expect, test, vi } from "vitest";
import type { Receipt } from "../../../lib/ingest/contract.ts";
import { ingestEvents } from "../../../lib/ingest/ingest-events.ts";
import type { InboxObject } from "../../../lib/ingest/ingest-file.ts";

const created = (key: string, version?: string) =>
  JSON.stringify({
    detail: { bucket: { name: "inbox" }, object: { key, "version-id": version, size: 3 } },
  });
const message = (messageId: string, body: string) => ({ messageId, body, attributes: {} });

test("a message that fails comes again; the others of its batch are done", async () => {
  const ingest = vi.fn<(object: InboxObject) => Promise<Receipt>>(async ({ key }) => {
    if (key.includes("bad")) throw new Error("S3 did not answer");
    return {} as Receipt;
  });
  const report = vi.fn<() => void>();
  const response = await ingestEvents({ ingest, report })({
    Records: [
      message("1", created("inbox/orders/a.csv", "v1")),
      message("2", created("inbox/orders/bad.csv")),
      message("3", "no JSON"),
      message("4", created("inbox/orders/ä b+c.csv", "v2")),
      message("5", created("inbox/orders/")),
      message("6", created("quarantine/orders/a.csv")),
    ],
  });
  expect(response).toEqual({
    batchItemFailures: [{ itemIdentifier: "2" }, { itemIdentifier: "3" }],
  });
  expect(ingest.mock.calls.map(([object]) => object)).toEqual([
    { key: "inbox/orders/a.csv", version: "v1" },
    { key: "inbox/orders/bad.csv", version: undefined },
    { key: "inbox/orders/ä b+c.csv", version: "v2" },
  ]);
  expect(report).toHaveBeenCalledTimes(2);
});
