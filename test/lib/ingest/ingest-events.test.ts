import { expect, test, vi } from "vitest";
import type { Receipt } from "../../../lib/ingest/contract.ts";
import {
  type IngestEventsPorts,
  ingestEvents,
  objectCreatedMessage,
  objectIn,
} from "../../../lib/ingest/ingest-events.ts";

const created = (key: string, version?: string) =>
  JSON.stringify({
    detail: { bucket: { name: "inbox" }, object: { key, "version-id": version, size: 3 } },
  });
const message = (messageId: string, body: string) => ({ messageId, body, attributes: {} });
const time = { timeLeft: () => 890_000 };
const anIngest = (does: IngestEventsPorts["ingest"]) => vi.fn<IngestEventsPorts["ingest"]>(does);

test("a message that fails comes again; the others of its batch are done", async () => {
  const ingest = anIngest(async ({ key }) => {
    if (key.includes("bad")) throw new Error("S3 did not answer");
    return { file: key, alarm: key.includes("ä") ? "somebody should look" : null } as Receipt;
  });
  const report = vi.fn<() => void>();
  const alarm = vi.fn<IngestEventsPorts["alarm"]>();
  const batch = {
    Records: [
      message("1", created("inbox/orders/a.csv", "v1")),
      message("2", created("inbox/orders/bad.csv")),
      message("3", "no JSON"),
      message("4", created("inbox/orders/ä b+c.csv", "v2")),
      message("5", created("inbox/orders/")),
      message("6", created("quarantine/orders/a.csv")),
    ],
  };
  expect(await ingestEvents({ ingest, report, alarm })(batch, time)).toEqual({
    batchItemFailures: [{ itemIdentifier: "2" }, { itemIdentifier: "3" }],
  });
  expect(ingest.mock.calls.map(([object]) => object)).toEqual([
    { key: "inbox/orders/a.csv", version: "v1" },
    { key: "inbox/orders/bad.csv", version: undefined },
    { key: "inbox/orders/ä b+c.csv", version: "v2" },
  ]);
  expect(report).toHaveBeenCalledTimes(2);
  expect(alarm.mock.calls.map(([{ alarm: why }]) => why)).toEqual(["somebody should look"]);
});

test("a file that goes on in another call is done with for this one, and is told how long this one may take", async () => {
  const left: number[] = [];
  const ingest = anIngest(async (_, { timeLeft }) => {
    left.push(timeLeft());
    return "unfinished";
  });
  const batch = { Records: [message("1", created("inbox/orders/a.csv", "v1"))] };
  const told = ingestEvents({ ingest, report: () => undefined, alarm: () => undefined });
  expect(await told(batch, time)).toEqual({ batchItemFailures: [] });
  expect(left).toEqual([890_000]);
});

test("what we send about an object reads as what S3 sends about it", () => {
  const object = { key: "inbox/orders/ä b+c.csv", version: "v1" };
  expect(objectIn(objectCreatedMessage(object))).toEqual(object);
  expect(objectIn(created(object.key, object.version))).toEqual(object);
  const unversioned = { key: "inbox/orders/a.csv", version: undefined };
  expect(objectIn(objectCreatedMessage(unversioned))).toEqual(unversioned);
});
