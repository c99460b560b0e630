import { expect, test } from "vitest";
import { aCompany, aFolder } from "./a-company.ts";
import type { Dropped, HowDropped } from "./a-company.ts";

/** A line of order 1, called by its product. */
const line = (product_id: string, order_line?: string) => ({
  memberId: "a",
  order_id: "1",
  product_id,
  ordered_on: "2026-11-01",
  ...(order_line === undefined ? {} : { order_line }),
});

const bought = (product: string): string => `{ orders: { where: { product_id: ${product} } } }`;
const now = "2026-11-24T01:00:00Z";

interface File {
  readonly rows: readonly ReturnType<typeof line>[];
  readonly how?: HowDropped;
}

/** Which of the products still count, after these files came in. */
async function counting(...files: readonly (File | File["rows"])[]): Promise<string> {
  const products = ["p", "q", "r", "s", "t", "x", "z"];
  const folder = aFolder(Object.fromEntries(products.map((one) => [one, bought(one)])));
  const company = aCompany(folder);
  await company.publish(folder);
  for (const file of files) {
    const { rows, how } = "rows" in file ? file : { rows: file, how: {} };
    await company.drop({ orders: rows }, how);
  }
  const { run } = await company.run(now);
  const found = [];
  for (const product of products)
    if ((await company.membersOf(run, product)).length > 0) found.push(product);
  return found.join("");
}

test("an order that comes again without line numbers replaces all its lines", async () => {
  expect(await counting([line("p"), line("q")], [line("r")])).toBe("r");
});

test("a line that comes again under its number replaces that line alone", async () => {
  expect(
    await counting([line("p", "1"), line("q", "2")], [line("r", "2")], [line("s", "10")]),
  ).toBe("prs");
});

test("lines without numbers are numbered as they stand, so that a numbered one replaces just one", async () => {
  expect(await counting([line("p"), line("q"), line("r")], [line("s", "2")])).toBe("prs");
});

test("an order that comes whole replaces its numbered lines, too", async () => {
  expect(
    await counting([line("p", "1"), line("q", "2")], [line("r"), line("s")], [line("t", "1")]),
  ).toBe("st");
});

test("of one number twice in a file the later line counts", async () => {
  expect(await counting([line("p", "1"), line("q", "1"), line("r", "2")])).toBe("qr");
});

test("numbers of one order say nothing about another's lines", async () => {
  const other = { ...line("x"), order_id: "2" };
  expect(await counting([line("p"), other], [line("q", "1")])).toBe("qx");
});

test("an order that lies in two parts of a file is one order", async () => {
  const parts = { parts: 2 };
  expect(
    await counting({ rows: [line("p"), line("q"), line("r")], how: parts }, [line("s", "3")]),
  ).toBe("pqs");
  expect(await counting([line("z")], { rows: [line("p"), line("q"), line("r")], how: parts })).toBe(
    "pqr",
  );
});

const sold = async (drops: readonly Dropped[]) => {
  const folder = aFolder({ cats: "{ orders: { where: { category: pets/cats } } }" });
  const company = aCompany(folder);
  await company.publish(folder);
  for (const dropped of drops) await company.drop(dropped);
  return company.membersOf((await company.run(now)).run, "cats");
};

/** An order of one line. */
const one = (memberId: string, product_id: string, category: string | null) => ({
  ...line(product_id),
  memberId,
  order_id: memberId,
  category,
});

test("a line's category is its own, else that of its product as the newest file has it", async () => {
  const orders = [
    one("own", "toy", "pets/cats/toys"),
    one("products", "food", null),
    one("other", "food", "pets/dogs"),
    one("unknown", "nothing", null),
    one("old", "was-cats", null),
  ];
  const products = [
    { product_id: "food", category: "pets/cats" },
    { product_id: "was-cats", category: "pets/cats" },
    { product_id: "toy", category: "home" },
  ];
  const newer = [{ product_id: "was-cats", category: "pets/dogs" }];
  expect(await sold([{ orders, products }, { products: newer }])).toEqual(["own", "products"]);
});
