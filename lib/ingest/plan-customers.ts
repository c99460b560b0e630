import { type Expression, call, cast, column, firstOf, known, value } from "../sql/expression.ts";
import {
  type DatasetPlan,
  type Reading,
  cell,
  customer,
  isNoTime,
  moment,
} from "./plan-dataset.ts";
import { dayOf, listOf, withoutEmail } from "./typed-cells.ts";

/** Contact data: read once for hashing, never written past the door. */
const contactInputs = ["email", "phone", "first_name", "last_name", "street", "device_id"] as const;

/** What lib/identity reads. Street is not among it: nobody asks for it. */
export const hashed = [
  "email",
  "phone",
  "first_name",
  "last_name",
  "postal_code",
  "city",
  "region",
  "country",
  "birth_date",
  "gender",
  "device_id",
] as const;

/** The name under which a text waits for lib/identity. */
export const contactName = (name: string): string => `contact ${name}`;

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
  return firstOf([{ when: known(read), gives: read }], cell("birth_date"));
}

const momentOfDay = (format: string): Expression =>
  cast(call("try_strptime", cell("birth_date"), value(format)), "DATE");

const textColumns = (names: readonly string[], of: (name: string) => Expression) =>
  Object.fromEntries(names.map((name) => [name, of(name)]));

/** Customer rows. What cannot be used to identify somebody is dropped and counted; it never costs the row. */
export const customersPlan: DatasetPlan = {
  people: [customer],
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
  output: {
    ...textColumns(
      [...texts, ...lists, "language", "joined_at", "joined_on", "updated_at"],
      column,
    ),
    ...Object.fromEntries(
      hashed.map((name) => [
        contactName(name),
        name === "birth_date" ? column("birth_text") : cell(name),
      ]),
    ),
  },
  faults: () => [isNoTime("joined_at"), isNoTime("updated_at")],
};
