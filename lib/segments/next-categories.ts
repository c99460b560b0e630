import {
  above,
  all,
  atLeast,
  call,
  cast,
  column,
  countDistinct,
  dividedBy,
  equal,
  known,
  times,
  unequal,
  value,
} from "../sql/expression.ts";
import type { Expression } from "../sql/expression.ts";
import { select, steps, table } from "../sql/relation.ts";
import type { Relation } from "../sql/relation.ts";
import { categoryAt } from "./category-path.ts";
import type { CategoryPath } from "./category-path.ts";
import { fewestOfBoth } from "./category-lift.ts";
import type { LineFilter } from "./order-measures.ts";
import { isSale } from "./order-measures.ts";

/** Whom and which lines the categories are taken from. */
interface Looked {
  /** The categories asked about are of as many steps as this one, and beside it. */
  readonly beside: CategoryPath;
  readonly filter: LineFilter;
}

const of = column;
const memberId = of("memberId");

/** Who bought in which category of that depth; without a category, those who bought at all. */
const bought = ({ beside, filter }: Looked): Relation =>
  select({
    from: table("orders_now"),
    columns: { memberId, path: categoryAt(of("category"), beside.depth) },
    where: filter === undefined ? isSale : all(isSale, filter),
    distinct: true,
  });

const isBeside = ({ path, depth }: CategoryPath, one: Expression): Expression =>
  depth === 1
    ? known(one)
    : call("starts_with", one, value(path.slice(0, path.lastIndexOf("/") + 1)));

/** Two categories, the second one beside the one that is asked about, and how many bought in both. */
const pairs = ({ beside }: Looked): Relation =>
  select({
    from: table("bought"),
    as: "one",
    joins: [
      {
        kind: "inner",
        relation: table("bought"),
        as: "other",
        on: all(
          equal(of("memberId", "one"), of("memberId", "other")),
          isBeside(beside, of("path", "other")),
          unequal(of("path", "one"), of("path", "other")),
        ),
      },
    ],
    columns: { has: of("path", "one"), next: of("path", "other"), both: call("count") },
    groupBy: [of("path", "one"), of("path", "other")],
    having: atLeast(call("count"), value(fewestOfBoth)),
  });

const together = times(of("both", "pair"), of("customers", "everyone"));
const apart = times(of("buyers", "has"), of("buyers", "next"));

/** Pairs with a lift above 1. It is one division of whole numbers, so that equal lifts are equal to the last bit. */
const lifts: Relation = select({
  from: table("pairs"),
  as: "pair",
  joins: [
    {
      kind: "inner",
      relation: table("buyers"),
      as: "has",
      on: equal(of("path", "has"), of("has", "pair")),
    },
    {
      kind: "inner",
      relation: table("buyers"),
      as: "next",
      on: equal(of("path", "next"), of("next", "pair")),
    },
    { kind: "cross", relation: table("everyone"), as: "everyone" },
  ],
  columns: {
    has: of("has", "pair"),
    next: of("next", "pair"),
    lift: dividedBy(cast(together, "DOUBLE"), cast(apart, "DOUBLE")),
  },
  where: above(together, apart),
});

const buyers: Relation = select({
  from: table("bought"),
  columns: { path: of("path"), buyers: call("count") },
  where: known(of("path")),
  groupBy: [of("path")],
});

const everyone: Relation = select({
  from: table("bought"),
  columns: { customers: countDistinct(memberId) },
});

/** The lifts of what people have bought in, with all that they have not. */
const offered: Relation = select({
  from: table("bought"),
  as: "has",
  joins: [
    {
      kind: "inner",
      relation: table("lifts"),
      as: "lift",
      on: equal(of("has", "lift"), of("path", "has")),
    },
    {
      kind: "anti",
      relation: table("bought"),
      as: "own",
      on: all(
        equal(of("memberId", "own"), of("memberId", "has")),
        equal(of("path", "own"), of("next", "lift")),
      ),
    },
  ],
  columns: {
    memberId: of("memberId", "has"),
    next: of("next", "lift"),
    lift: of("lift", "lift"),
  },
});

/**
 * For each person the categories beside the one asked about that they have not bought in, with the lift of
 * each with each category of that depth that they have bought in: memberId, next, lift.
 */
export const nextCategories = (looked: Looked): Relation =>
  steps(
    [
      { name: "bought", relation: bought(looked), note: "who bought in which category" },
      { name: "buyers", relation: buyers },
      { name: "everyone", relation: everyone },
      { name: "pairs", relation: pairs(looked), note: "categories bought by the same people" },
      { name: "lifts", relation: lifts },
    ],
    offered,
  );
