import * as z from "zod";
import { runClock } from "../../../lib/core/run-clock.ts";
import { column } from "../../../lib/sql/expression.ts";
import { select, table } from "../../../lib/sql/relation.ts";
import { zone } from "./oracle/a-random-company.ts";
import type { Company, Customer, OrderLine } from "./oracle/company.ts";
import { judgedByEngine, readRules } from "./oracle/judged-by-engine.ts";

const customer: Customer = {
  memberId: "a",
  postal_code: null,
  city: null,
  region: null,
  country: null,
  birth_date: null,
  gender: null,
  language: null,
  interests: null,
  values: null,
  occupation: null,
  joined_at: null,
  has_email: false,
  has_phone: false,
  club: null,
  diet: null,
  likes: null,
  height: null,
  vaccinated: null,
};

const line: OrderLine = {
  memberId: "a",
  order_id: "1",
  ordered_at: "2026-11-01T10:00:00.000Z",
  product_id: null,
  category: null,
  quantity: null,
  amount_cents: 1000,
  kind: "sale",
  channel: null,
  campaign: null,
};

/** Somebody called a, of whom nothing else is known; a test names only what it is about. */
export const aCustomer = (differs: Partial<Customer> = {}): Customer => ({
  ...customer,
  ...differs,
});

/** Something that a has bought. */
export const aLine = (differs: Partial<OrderLine> = {}): OrderLine => ({ ...line, ...differs });

const nothing: Company = {
  customers: [],
  orders: [],
  events: [],
  feedback: [],
  referrals: [],
  consents: [],
  places: [],
};

const cells = z.record(
  z.string(),
  z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())]),
);

/** What a rule looks at in somebody called a, each as `what: value (needs)`, as it is told in English. */
export async function whatIsFound(
  who: unknown,
  company: Partial<Company>,
  now = "2026-11-24T10:00:00.000Z",
): Promise<readonly string[]> {
  const rulebook = readRules({ asked: who });
  const wishful = {
    ...rulebook,
    planAt: (clock: ReturnType<typeof runClock>) => rulebook.planAt(clock, { found: true }),
  };
  const plan = wishful.planAt(runClock(now, zone));
  const told = Object.entries(plan.found).flatMap(([clause, found]) =>
    clause.startsWith("asked/") ? found : [],
  );
  let said: readonly string[] = [];
  await judgedByEngine(wishful, { company: { ...nothing, ...company }, now }, async (bench) => {
    const columns = Object.fromEntries(
      [...told.map((one) => one.column), "memberId"].map((name) => [name, column(name)]),
    );
    const rows = await bench.engine.all(select({ from: table("verdicts"), columns }), cells);
    const row = rows.find(({ memberId }) => memberId === "a");
    said = told.map(({ what, needs, as, column: name }) =>
      `${what("en")}: ${String(row?.[name])} ${as} (${needs("en")})`.replace(" ()", ""),
    );
  });
  return said;
}
