import {
  atMost,
  below,
  call,
  cast,
  column,
  equal,
  all,
  known,
  over,
  plus,
  timestamp,
  times,
  unknown,
  value,
} from "../sql/expression.ts";
import type { Expression } from "../sql/expression.ts";
import { create, createEmpty, select, table, union } from "../sql/relation.ts";
import type { Join, Relation, Statement } from "../sql/relation.ts";
import { fileRows, ofThePresent, rowColumns } from "./plan-current-rows.ts";
import type { ComputedDataset, DatasetFiles } from "./plan-current-rows.ts";

/** What was found out about a run's files, so that what is rare costs nothing where it is not. */
export interface Found {
  /** Somebody who is known by e-mail is a customer, too (table `aliases`). */
  readonly aliases: boolean;
  /** Some order line was replaced by a newer file (table `replaced_lines`). */
  readonly replacedLines: boolean;
  /** Of which other datasets some row was replaced by a newer one (tables `replaced <dataset>`). */
  readonly replaced: readonly ComputedDataset[];
  /** Some product is known (table `products_now`). */
  readonly products: boolean;
}

/** A line with a number of its own, if any file has one. */
export const numberedLine = (files: DatasetFiles): Relation =>
  select({
    note: "whether any order line has a number",
    from: fileRows(files),
    columns: { line: column("order_line") },
    where: known(column("order_line")),
    limit: 1,
  });

/** More than any file has lines. */
const mostLines = 10_000_000_000;

/** Which line of which file, as one number: grows with the age of the file, then with the line. */
const placeIn = (of?: string): Expression =>
  plus(times(cast(column("file_order", of), "BIGINT"), value(mostLines)), column("line", of));

const sameOrder = equal(column("order_id", "line"), column("order_id", "newest"));

/** Lines older than the newest file that had their order whole, that is without numbers. */
function beforeWhole(files: DatasetFiles): Relation {
  const newest = select({
    note: "the newest file that had the order whole",
    from: fileRows(files),
    columns: { order_id: column("order_id"), file_order: call("max", column("file_order")) },
    where: unknown(column("order_line")),
    groupBy: [column("order_id")],
  });
  return select({
    from: fileRows(files),
    as: "line",
    columns: { place: placeIn("line") },
    joins: [
      {
        kind: "inner",
        relation: newest,
        as: "newest",
        on: all(sameOrder, below(column("file_order", "line"), column("file_order", "newest"))),
      },
    ],
  });
}

const numbered = (files: DatasetFiles): Relation =>
  select({
    from: fileRows(files),
    columns: {
      order_id: column("order_id"),
      number: column("order_line"),
      place: placeIn(),
    },
    where: known(column("order_line")),
  });

/** Lines of orders that came whole, numbered as they stand in their file; of orders of which some line has a number. */
const numberedByPlace = (files: DatasetFiles): Relation =>
  select({
    from: fileRows(files),
    as: "line",
    columns: {
      order_id: column("order_id", "line"),
      number: cast(
        over(call("row_number"), {
          partitionBy: [column("order_id", "line"), column("file_order", "line")],
          orderBy: [{ by: column("line", "line") }],
        }),
        "VARCHAR",
      ),
      place: placeIn("line"),
    },
    joins: [{ kind: "semi", relation: numbered(files), as: "newest", on: sameOrder }],
    where: unknown(column("order_line", "line")),
  });

/** Lines of which a newer one has the number. */
const beforeNumbered = (files: DatasetFiles): Relation =>
  select({
    from: union(numbered(files), numberedByPlace(files)),
    columns: { place: column("place") },
    qualify: below(
      column("place"),
      over(call("max", column("place")), { partitionBy: [column("order_id"), column("number")] }),
    ),
  });

/**
 * Table `replaced_lines` (place): order lines that do not count any more. An order that comes whole
 * replaces all its lines, a line with a number the one of that number; orders that came whole are
 * numbered from 1.
 */
export function planReplacedLines(files: DatasetFiles, hasNumbers: boolean): Statement {
  if (files.files < 2 && !hasNumbers) return createEmpty("replaced_lines", { place: "BIGINT" });
  const replaced = hasNumbers
    ? union(beforeWhole(files), beforeNumbered(files))
    : beforeWhole(files);
  return create("replaced_lines", replaced, "order lines that a newer file replaced");
}

const notReplaced: Join = {
  kind: "anti",
  relation: table("replaced_lines"),
  as: "replaced",
  on: equal(column("place", "replaced"), placeIn("line")),
};

const newestLines = (files: DatasetFiles, { replacedLines }: Found): Relation =>
  replacedLines
    ? select({
        from: fileRows(files),
        as: "line",
        everything: true,
        columns: {},
        joins: [notReplaced],
      })
    : fileRows(files);

const product: Join = {
  kind: "left",
  relation: table("products_now"),
  as: "product",
  on: equal(column("product_id", "product"), column("product_id", "row")),
};

const ownElseProducts = (name: string) =>
  call("coalesce", column(name, "row"), column(name, "product"));

/** A line's category and name are its own, else its product's. */
const withProducts = (files: DatasetFiles, lines: Relation): Relation =>
  select({
    from: lines,
    as: "row",
    joins: [product],
    columns: {
      ...rowColumns(files, "row"),
      category: ownElseProducts("category"),
      product_name: ownElseProducts("product_name"),
    },
  });

/** The order lines that count, of people who are there, nothing dated after the run's clock. */
export function currentOrders(files: DatasetFiles, now: string, found: Found): Relation {
  const lines = ofThePresent(files, newestLines(files, found), found.aliases);
  return select({
    note: "order lines that count",
    from: found.products ? withProducts(files, lines) : lines,
    as: "row",
    columns: rowColumns(files, "row"),
    where: atMost(column("ordered_at", "row"), timestamp(now)),
  });
}
