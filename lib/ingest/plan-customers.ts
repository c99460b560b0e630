import { type Expression, all, call, cast, column, firstOf, known } from "../sql/expression.ts";
import {
  type DatasetPlan,
  type Reading,
  cell,
  isNoTime,
  moment,
} from "./plan-dataset.ts";
import { dayOf, listOf, withoutEmail } from "./typed-cells.ts";

/** Contact data: read once for hashing, never written past the door. */
export const contactInputs = ["email", "phone", "first_name", "last_name", "street", "device_id"] as const;

/** Texts that segments use as they stand. */
const texts = [
  "postal_code",
  "city",
  "region",
  "occupation",
  "industry",
  "education",
  "household_id",
] as const;

const lists = ["interests", "values"] as const;

/** As ISO text where the map names a format; else as it stands, for lib/identity to read. */
function birthDate({ layout }: Reading): Expression {
  const format = layout.cells["birth_date"]?.source.format;
  if (format === undefined) return cell("birth_date");
  const read = cast(momentOfDay(format), "VARCHAR");
  return firstOf([{ when: known(read), then: read }], cell("birth_date"));
}

const momentOfDay = (format: string): Expression =>
  cast(call("try_strptime", cell("birth_date"), { is: "value", value: format }), "DATE");

const textColumns = (names: readonly string[], of: (name: string) => Expression) =>
  Object.fromEntries(names.map((name) => [name, of(name)]));

/** Customer rows. What cannot be used to identify somebody is dropped and counted; it never costs the row. */
export const customersPlan: DatasetPlan = {
  inputs: [
    "customer_id",
    ...contactInputs,
    ...texts,
    ...lists,
    "country",
    "birth_date",
    "gender",
    "language",
    "joined_at",
    "updated_at",
  ],
  required: [[["customer_id"]]],
  typed: (reading) => ({
    ...textColumns(texts, (name) => withoutEmail(cell(name))),
    ...textColumns(lists, (name) => listOf(withoutEmail(cell(name)))),
    language: call("lower", withoutEmail(cell("language"))),
    birth_text: birthDate(reading),
    joined_at: moment(reading, "joined_at"),
    updated_at: moment(reading, "updated_at"),
  }),
  derived: ({ settings }) => ({ joined_on: dayOf(column("joined_at"), settings.timezone) }),
  faults: () => [isNoTime("joined_at"), isNoTime("updated_at")],
};

/** Whether a row had it; what it was is not known past the door. */
export const hasCell = (name: string): Expression => all(known(cell(name)));
