import { describe, expect, test } from "vitest";
import { refuseOtherDataset } from "../../../lib/ingest/refuse-other-dataset.ts";
import { aWorkspace, mapOf } from "../../builders/ingest-bench.ts";

const orders = ["order_id", "customer_id", "ordered_at", "amount"];
const customers = ["customer_id", "email", "phone", "city"];

describe("a file in another dataset's folder is refused", () => {
  test.each([
    ["customers", orders, "the columns of orders: drop it into orders/"],
    ["erasures", customers, "the columns of customers: drop it into customers/"],
    ["orders", customers, 'must have: "order_id".*or drop it into customers/'],
    ["customers", ["customer_id", "requested_at"], "the columns of erasures"],
  ] as const)("among %s: %s", (dataset, names, said) => {
    expect(() => refuseOtherDataset(names, dataset, aWorkspace())).toThrow(new RegExp(said));
  });

  test("by the names that its own map gives its columns", () => {
    const workspace = aWorkspace({
      ...mapOf("orders", "columns: { order_id: Nr, customer_id: Kund, ordered_at: Datum }"),
      ...mapOf("customers", "columns: { customer_id: Kund }"),
    });
    const names = ["Nr", "Kund", "Datum", "amount"];
    expect(() => refuseOtherDataset(names, "customers", workspace)).toThrow("orders");
  });
});

describe("a file stays where it is", () => {
  test.each([
    ["orders", [...orders, "email", "city"]],
    ["customers", [...orders, "email"]],
    ["erasures", ["customer_id"]],
    ["erasures", [...customers, "reference"]],
    ["consents", ["customer_id", "purpose", "granted", "at"]],
    ["orders", ["something", "else"]],
  ] as const)("among %s: %s", (dataset, names) => {
    expect(() => refuseOtherDataset(names, dataset, aWorkspace())).not.toThrow();
  });

  test("when the map asks for one of its columns", () => {
    const workspace = aWorkspace(mapOf("customers", "attributes: { last_order: ordered_at }"));
    expect(() => refuseOtherDataset(orders, "customers", workspace)).not.toThrow();
  });
});
