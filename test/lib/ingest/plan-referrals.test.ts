import { expect, test } from "vitest";
import { judgeLines } from "../../builders/judge-lines.ts";

const header = "referral_id,customer_id,referred_customer_id,referred_at\n";
const verdicts = async (csv: string, map?: string) =>
  (await judgeLines("referrals", header + csv, map)).map(({ verdict }) => verdict);

test("a referral counts whether or not it is known who came", async () => {
  const rows = await judgeLines(
    "referrals",
    `${header}r1,c1,c2,2026-03-01\nr2,c1,,2026-03-01 23:59\n`,
  );
  expect(rows).toMatchObject([
    { verdict: null, columns: { referral_id: "r1", referred_on: "2026-03-01" } },
    { verdict: null, columns: { referral_id: "r2", referred_at: "2026-03-01T21:59:00.000Z" } },
  ]);
});

test.each([
  ["r1,,c2,2026-03-01", "customer_id-missing"],
  [`r1,c1,${"c".repeat(257)},2026-03-01`, "referred_customer_id-too-long"],
  [",c1,c2,2026-03-01", "referral_id-missing"],
  [`${"r".repeat(257)},c1,c2,2026-03-01`, "referral_id-too-long"],
  ["r1,c1,c2,", "referred_at-missing"],
  ["r1,c1,c2,then", "referred_at-unreadable"],
  ["r1,c1, c1 ,2026-03-01", "referred-self"],
])("%s is rejected: %s", async (line, verdict) => {
  expect(await verdicts(line)).toEqual([verdict]);
});

test("ids that differ in case are two customers, addresses that do are one; an id is no address", async () => {
  const byEmail = "{ by: email, from: customer_id }";
  const both = `columns: { customer_id: ${byEmail}, referred_customer_id: { by: email, from: referred_customer_id } }\n`;
  const line = "r1,A@example.com,a@example.com,2026-03-01";
  expect(await verdicts(line)).toEqual([null]);
  expect(await verdicts(line, both)).toEqual(["referred-self"]);
  const same = "r1,a@example.com,a@example.com,2026-03-01";
  expect(await verdicts(same, `columns: { customer_id: ${byEmail} }\n`)).toEqual([null]);
});
