import { column, firstOf, known } from "../sql/expression.ts";
import { type DatasetPlan, cell, customer, isNoTime, moment } from "./plan-dataset.ts";
import { isPlausible, nothing, withoutEmail } from "./typed-cells.ts";

/** Requests to be erased. Whatever else is wrong with a row, it counts as long as it says who asks. */
export const erasuresPlan: DatasetPlan = {
  people: [customer],
  inputs: ["customer_id", "requested_at", "reference"],
  required: [[["customer_id"]]],
  typed: (reading) => ({
    requested_at: moment(reading, "requested_at"),
    reference: withoutEmail(cell("reference")),
  }),
  derived: () => ({
    plausible_at: firstOf(
      [{ when: isPlausible(column("requested_at")), gives: column("requested_at") }],
      nothing("TIMESTAMP"),
    ),
  }),
  output: { requested_at: column("plausible_at"), reference: column("reference") },
  faults: () => [isNoTime("requested_at")],
  countsAsNo: known(cell("customer_id")),
};
