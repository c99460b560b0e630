import { existsSync, readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { aCompany, toParquet } from "./a-company.ts";

const shared = path.resolve(import.meta.dirname, "../../../../shared");
const data = path.join(shared, "data/online-retail");
const workspace = path.join(shared, "workspaces/online-retail");
const isThere = existsSync(data) && existsSync(workspace);

const folder = () =>
  Object.fromEntries(
    readdirSync(workspace, { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".yaml"))
      .map((file) => [file, readFileSync(path.join(workspace, file), "utf8")]),
  );

const member = "rpad(customer, 22, '-')";

const ordersSql = `
  SELECT ${member} AS "memberId", "InvoiceNo" AS order_id, line, ordered_at,
    CAST(ordered_at AT TIME ZONE 'UTC' AT TIME ZONE 'Europe/London' AS DATE) AS ordered_on,
    "StockCode" AS product_id, "Description" AS product_name, CAST(NULL AS VARCHAR) AS category,
    CAST(abs(pieces) AS DECIMAL(18,3)) AS quantity,
    CAST(round(abs(pieces) * price * 100, 0) AS BIGINT) AS amount_cents,
    CASE WHEN pieces < 0 THEN 'return' ELSE 'sale' END AS kind, CAST(NULL AS VARCHAR) AS channel
  FROM (
    SELECT *, row_number() OVER () + 1 AS line, replace("CustomerID", '.0', '') AS customer, CAST("Quantity" AS INTEGER) AS pieces,
      CAST("UnitPrice" AS DECIMAL(18,6)) AS price,
      timezone('UTC', timezone('Europe/London', CAST("InvoiceDate" AS TIMESTAMP))) AS ordered_at
    FROM read_csv('${data}/online_retail_2010-2011.csv.gz', all_varchar = true, header = true)
  ) WHERE customer IS NOT NULL`;

const customersSql = `
  SELECT rpad(trim(customer_id), 22, '-') AS "memberId", row_number() OVER () + 1 AS line,
    try_cast(updated_at AS TIMESTAMP) AS updated_at, upper(trim(country)) AS country,
    try_cast(birth_date AS DATE) AS birth_date, postal_code, city, region
  FROM read_csv('${data}/customers.csv.gz', all_varchar = true, header = true)`;

test.skipIf(!isThere)(
  "a real shop's year gives the published segment sizes and cut points (skipped without ../shared)",
  { timeout: 120_000 },
  async () => {
    const company = aCompany(folder());
    await company.publish(folder());
    await company.addFile("customers", (file) => toParquet(customersSql, file));
    await company.addFile("orders", (file) => toParquet(ordersSql, file));
    const summary = await company.run("2011-12-10T00:00:00Z");
    expect(summary.day).toBe("2011-12-10");
    expect(summary.customers).toBe(4372);
    expect(Object.fromEntries(summary.segments.map(({ id, size }) => [id, size]))).toEqual({
      "bought-lately": 2876,
      loyal: 1422,
      former: 858,
      champions: 898,
      "nordic-spenders": 33,
    });
    expect(summary.rfm).toEqual({
      recency: [180, 72, 33, 13],
      frequency: [1, 2, 3, 6],
      monetary: [24_235, 47_381, 91_493, 201_891],
      customers: 4339,
    });
  },
);
