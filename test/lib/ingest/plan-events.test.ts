import { expect, test } from "vitest";
import { judgeLines } from "../../builders/judge-lines.ts";

const header = "event_id,customer_id,event,occurred_at\n";

test("an event keeps its name as written, its time in UTC and its day in the workspace's zone", async () => {
  const [row] = await judgeLines("events", `${header} e1 ,c1, Page_View ,2026-03-01 23:30\n`);
  expect(row).toEqual({
    verdict: null,
    kept: true,
    columns: {
      event_id: "e1",
      event: "Page_View",
      occurred_at: "2026-03-01T21:30:00.000Z",
      occurred_on: "2026-03-01",
    },
  });
});

test.each([
  ["e1,,open,2026-03-01", "customer_id-missing"],
  [",c1,open,2026-03-01", "event_id-missing"],
  [`${"e".repeat(257)},c1,open,2026-03-01`, "event_id-too-long"],
  ["e1,c1,,2026-03-01", "event-missing"],
  ["e1,c1,anna@example.com,2026-03-01", "event-unreadable"],
  ["e1,c1,open,", "occurred_at-missing"],
  ["e1,c1,open,lately", "occurred_at-unreadable"],
])("%s is rejected: %s", async (line, verdict) => {
  expect(await judgeLines("events", header + line)).toMatchObject([{ verdict, kept: false }]);
});

test("an id made from an address tells rows apart and no longer holds the address", async () => {
  const rows = await judgeLines(
    "events",
    `${header}anna@example.com-1,c1,open,2026-03-01\nanna@example.com-2,c1,open,2026-03-01\nanna@example.com-1,c1,open,2026-03-01\n`,
  );
  const [one, two, again] = rows.map(({ columns }) => columns["event_id"]);
  expect(JSON.stringify(rows)).not.toContain("anna");
  expect(two).not.toBe(one);
  expect(again).toBe(one);
});
