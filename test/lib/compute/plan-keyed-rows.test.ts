import { expect, test } from "vitest";
import { beginRun } from "../../../lib/compute/begin-run.ts";
import { computeGeneration } from "../../../lib/compute/compute-generation.ts";
import { aCompany, aFolder, memberOf } from "./a-company.ts";
import type { Dropped } from "./a-company.ts";

const now = "2026-11-24T01:00:00Z";

const happened = (event_id: string, memberId: string, event: string) => ({
  event_id,
  memberId,
  event,
  occurred_at: "2026-11-01 10:00:00",
  occurred_on: "2026-11-01",
});
const toCome = { occurred_at: "2026-12-24 10:00:00", occurred_on: "2026-12-24" };

const customers = ["a", "b", "c"].map((memberId) => ({ memberId }));

/** Who did what, after these files came in: `a: cart, b: open`. */
async function whoDid(
  drops: readonly Dropped[],
  { byEmail = false, gone = [] }: { byEmail?: boolean; gone?: readonly string[] } = {},
) {
  const names = ["cart", "open"];
  const folder = aFolder(
    Object.fromEntries(names.map((one) => [one, `{ events: { event: ${one} } }`])),
  );
  const company = aCompany(folder);
  await company.publish(folder);
  for (const [at, dropped] of drops.entries())
    await company.drop(dropped, { byEmail: byEmail && at > 0 });
  company.gone.push(...gone.map((one) => memberOf(one)));
  const { run } = await company.run(now);
  const did = [];
  for (const name of names) did.push(`${name}: ${(await company.membersOf(run, name)).join(" ")}`);
  return did;
}

test("an event that comes again replaces the older one, whoever's it was", async () => {
  expect(
    await whoDid([
      { customers, events: [happened("1", "a", "cart"), happened("2", "b", "cart")] },
      { events: [happened("1", "c", "open")] },
    ]),
  ).toEqual(["cart: b", "open: c"]);
});

test("of one key twice in a file the later line counts", async () => {
  expect(
    await whoDid([
      {
        customers,
        events: [
          happened("1", "a", "cart"),
          happened("2", "a", "cart"),
          happened("2", "b", "open"),
        ],
      },
    ]),
  ).toEqual(["cart: a", "open: b"]);
});

test("a newer row counts in place of the older one though it is still to come, or of somebody who is gone", async () => {
  expect(
    await whoDid(
      [
        {
          customers,
          events: [
            happened("1", "a", "cart"),
            happened("2", "b", "cart"),
            { ...happened("3", "c", "cart"), ...toCome },
          ],
        },
        { events: [{ ...happened("1", "a", "cart"), ...toCome }, happened("2", "c", "cart")] },
      ],
      { gone: ["c"] },
    ),
  ).toEqual(["cart: ", "open: "]);
});

test("what was done under an e-mail address was done by the customer who has it", async () => {
  expect(
    await whoDid(
      [
        { customers: [...customers, { memberId: "d", email_ids: ["e-d"] }] },
        { events: [happened("1", "e-d", "cart"), happened("2", "e-x", "open")] },
      ],
      { byEmail: true },
    ),
  ).toEqual(["cart: d", "open: "]);
});

test("files of what no rule asks for stay where they are", async () => {
  const folder = aFolder({ readers: "{ events: { event: open } }" });
  const company = aCompany(folder);
  await company.publish(folder);
  await company.drop({
    customers,
    events: [happened("1", "a", "open")],
    feedback: [{ memberId: "a", feedback_id: "1", kind: "rating" }],
    consents: [{ memberId: "a", purpose: "email", granted: true }],
    places: [{ country: "FI", postal_code: "00100" }],
  });
  const fetched: string[] = [];
  const lake = {
    ...company.ports.lake,
    download: (key: string, path: string) => {
      fetched.push(key.replace(/\/[^/]*$/, ""));
      return company.ports.lake.download(key, path);
    },
  };
  const ports = { ...company.ports, lake };
  const started = await beginRun(ports)({ now, trigger: "asked" });
  await computeGeneration(ports)({ run: started.run });
  expect(fetched).toEqual(["datasets/customers", "datasets/events"]);
});
