import type { columnValues } from "../app/column-values.ts";
import { percent } from "./say-preview.ts";
import { aligned, count, counted } from "./terminal.ts";
import type { Terminal } from "./terminal.ts";

type ColumnValues = Awaited<ReturnType<typeof columnValues>>;
type ListedValue = ColumnValues["values"][number];

const few = "fewer than 5";

/** What a row of each dataset is. */
const rowWords: Readonly<Record<ColumnValues["column"]["dataset"], string>> = {
  customers: "customer",
  orders: "line",
  events: "event",
  feedback: "answer",
  consents: "answer",
};

/** `    pets/cats`: as deep as it lies under its parents. */
const indented = ({ value }: ListedValue, { form }: ColumnValues["column"]): string =>
  form === "path" ? `${"  ".repeat(value.split("/").length - 1)}${value}` : value;

function sayTable(found: ColumnValues, out: Terminal): void {
  const { column, values, rows, notKnown } = found;
  const isCustomers = column.dataset === "customers";
  const cells = (value: string, of: number | null, people: string): readonly string[] => [
    value,
    of === null ? few : count(of),
    of === null ? "" : percent(of, rows),
    ...(isCustomers ? [] : [people]),
  ];
  out.say(
    aligned(
      [
        { title: column.name },
        { title: `${rowWords[column.dataset]}s`, right: true },
        { title: "share", right: true },
        ...(isCustomers ? [] : [{ title: "customers", right: true }]),
      ],
      [
        ...values.map((one) =>
          cells(indented(one, column), one.rows, one.people === null ? few : count(one.people)),
        ),
        ...(notKnown === 0 ? [] : [cells("(not known)", notKnown, "")]),
      ],
    ),
  );
}

/** What a column holds. */
export function sayValues(found: ColumnValues, out: Terminal): void {
  const { column, rows, different, rare, values } = found;
  const word = rowWords[column.dataset];
  out.say(
    `${out.bold(`${column.dataset}.${column.name}`)}: ${counted(different, "value")} in ${counted(rows, word)}`,
  );
  if (rows === 0) return;
  out.say();
  sayTable(found, out);
  const unshown = different - values.length - (column.personal ? rare : 0);
  if (unshown > 0) out.say(`  and ${counted(unshown, "value")} more: --limit shows them`);
  if (column.personal && rare > 0)
    out.say(`  and ${counted(rare, "value")} of ${few} people each, which are not shown`);
}
