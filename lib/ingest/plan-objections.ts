import { column, firstOf, known, timestamp } from "../sql/expression.ts";
import { type DatasetPlan, cell, customer, isMissing, isNoTime, moment } from "./plan-dataset.ts";
import { isPlausible } from "./typed-cells.ts";

/**
 * Objections: these people are in no segment at all. In doubt the answer is no: without a readable
 * time the row is rejected and yet counts, from the upload on.
 */
export const objectionsPlan: DatasetPlan = {
  people: [customer],
  inputs: ["customer_id", "at"],
  required: [[["customer_id"]], [["at"]]],
  typed: (reading) => ({ at: moment(reading, "at") }),
  derived: ({ receivedAt }) => ({
    counted_at: firstOf(
      [{ when: isPlausible(column("at")), gives: column("at") }],
      timestamp(receivedAt),
    ),
  }),
  output: { at: column("counted_at") },
  faults: () => [isMissing("at"), isNoTime("at")],
  countsAsNo: known(cell("customer_id")),
};
