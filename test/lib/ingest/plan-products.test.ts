import { expect, test } from "vitest";
import { judgeLines } from "../../builders/judge-lines.ts";

const header = "product_id,product_name,category,price\n";

test("a product has a category as a path, and a price in cents of the workspace's currency", async () => {
  const rows = await judgeLines(
    "products",
    `${header}p1,Cat food, pets / cats//food ,12.345\np2,,,\np3,x,,0\n`,
  );
  expect(rows.map(({ verdict, columns }) => [verdict, ...Object.values(columns)])).toEqual([
    [null, "p1", "Cat food", "pets/cats/food", 1235],
    [null, "p2", null, null, null],
    [null, "p3", "x", null, 0],
  ]);
});

test.each([
  [",x,,1", "product_id-missing"],
  [`${"p".repeat(257)},x,,1`, "product_id-too-long"],
  ["p1,x,,cheap", "price-unreadable"],
])("%s is rejected: %s", async (line, verdict) => {
  expect(await judgeLines("products", header + line)).toMatchObject([{ verdict, kept: false }]);
});
