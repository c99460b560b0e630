import {
  above,
  all,
  atMost,
  call,
  callWhere,
  cast,
  column,
  date,
  equal,
  known,
  minus,
  value,
} from "../sql/expression.ts";
import type { Expression } from "../sql/expression.ts";
import { create, select, table } from "../sql/relation.ts";
import type { Relation, Statement } from "../sql/relation.ts";

/** One row for each customer with a sale. */
export const historiesTable = "purchase histories";

const isSale = equal(column("kind"), value("sale"));
const days = (from: Expression, to: Expression): Expression =>
  cast(call("date_diff", value("day"), from, to), "BIGINT");
const whole = (of: Expression): Expression => cast(of, "BIGINT");

/** The first and the last day of sales. */
export const saleDays: Relation = select({
  note: "from when to when something was sold",
  from: table("orders_now"),
  columns: { first: call("min", column("ordered_on")), last: call("max", column("ordered_on")) },
  where: isSale,
});

/** Two purchases on one day are one; what was returned is not taken off. */
const purchases = select({
  note: "what each customer bought on a day",
  from: table("orders_now"),
  columns: {
    memberId: column("memberId"),
    day: column("ordered_on"),
    cents: call("sum", call("coalesce", column("amount_cents"), value(0))),
  },
  where: isSale,
  groupBy: [column("memberId"), column("ordered_on")],
});

/** D, and the last day before the tail that is kept back from a first fit. */
export interface Ends {
  readonly day: string;
  readonly cut: string;
}

/**
 * Table `purchase histories`: of each customer with a sale what the models are made of, up to D and up to
 * the cut (unknown of those who came later), and how often they bought after the cut.
 */
export function planHistories({ day, cut }: Ends): Statement {
  const on = column("day");
  const early = atMost(on, date(cut));
  const first = call("min", on);
  return create(
    historiesTable,
    select({
      from: purchases,
      columns: {
        memberId: column("memberId"),
        repeats: minus(call("count"), value(1)),
        last: days(first, call("max", on)),
        known: days(first, date(day)),
        // The first purchase says nothing of what the later ones are worth (Fader and Hardie 2013).
        cents: whole(minus(call("sum", column("cents")), call("arg_min", column("cents"), on))),
        "early repeats": minus(call("nullif", callWhere("count", early), value(0)), value(1)),
        "early last": days(first, callWhere("max", early, on)),
        "early known": days(callWhere("min", early, on), date(cut)),
        tail: callWhere("count", above(on, date(cut))),
      },
      groupBy: [column("memberId")],
    }),
    "what each customer's purchases say of those to come",
  );
}

/** How many have bought, and how many again. */
export const buyers: Relation = select({
  from: table(historiesTable),
  columns: {
    customers: call("count"),
    repeatBuyers: callWhere("count", above(column("repeats"), value(0))),
    /** In the tail, by those who had bought before it. */
    tail: call(
      "coalesce",
      whole(callWhere("sum", known(column("early repeats")), column("tail"))),
      value(0),
    ),
  },
});

const names = ["repeats", "known", "last"] as const;

/** Histories as they differ, in the order in which the models want them, and how many there are of each. */
export function distinctHistories(upTo: "day" | "cut"): Relation {
  const named = (name: string) => column(upTo === "day" ? name : `early ${name}`);
  return select({
    note: "histories of purchases, each once",
    from: table(historiesTable),
    columns: {
      ...Object.fromEntries(names.map((name) => [name, named(name)])),
      times: call("count"),
    },
    where: known(named("repeats")),
    groupBy: names.map(named),
    orderBy: names.map((name) => ({ by: named(name) })),
  });
}

/** What repeat purchases came to, of those whose were worth something. */
export const spendings: Relation = select({
  note: "what repeat purchases came to",
  from: table(historiesTable),
  columns: { repeats: column("repeats"), cents: column("cents") },
  where: all(above(column("repeats"), value(0)), above(column("cents"), value(0))),
  orderBy: [{ by: column("repeats") }, { by: column("cents") }],
});

/** Everybody who is scored. */
export const histories: Relation = select({
  note: "histories of purchases",
  from: table(historiesTable),
  columns: Object.fromEntries(["memberId", ...names, "cents"].map((name) => [name, column(name)])),
});
