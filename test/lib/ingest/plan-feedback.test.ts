import { expect, test } from "vitest";
import { judgeLines } from "../../builders/judge-lines.ts";

const header = "feedback_id,customer_id,kind,score,product_id,given_at\n";

test("feedback keeps its kind in small letters and an exact score, if it has one", async () => {
  const rows = await judgeLines(
    "feedback",
    `${header}f1,c1,NPS,9.5,,2026-03-01 12:00\nf2,c1,complaint,,p1,2026-03-01\n`,
  );
  expect(rows).toMatchObject([
    { verdict: null, columns: { feedback_id: "f1", kind: "nps", given_on: "2026-03-01" } },
    { verdict: null, columns: { kind: "complaint", score: null, product_id: "p1" } },
  ]);
  expect(Number(rows[0]?.columns["score"])).toBe(9.5);
});

test.each([
  ["f1,,nps,9,,2026-03-01", "customer_id-missing"],
  [",c1,nps,9,,2026-03-01", "feedback_id-missing"],
  [`${"f".repeat(257)},c1,nps,9,,2026-03-01`, "feedback_id-too-long"],
  ["f1,c1,,9,,2026-03-01", "kind-missing"],
  ["f1,c1,praise,9,,2026-03-01", "kind-unknown"],
  ["f1,c1,nps,nine,,2026-03-01", "score-unreadable"],
  ["f1,c1,nps,9,,", "given_at-missing"],
  ["f1,c1,nps,9,,2026-13-01", "given_at-unreadable"],
])("%s is rejected: %s", async (line, verdict) => {
  expect(await judgeLines("feedback", header + line)).toMatchObject([{ verdict, kept: false }]);
});
