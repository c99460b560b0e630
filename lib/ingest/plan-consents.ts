import {
  all,
  any,
  call,
  column,
  equal,
  firstOf,
  known,
  not,
  surely,
  timestamp,
  unknown,
  value,
} from "../sql/expression.ts";
import {
  type DatasetPlan,
  cell,
  customer,
  isMissing,
  isNoTime,
  isUnreadable,
  moment,
} from "./plan-dataset.ts";
import { isPlausible, withoutEmail, yesNoOf } from "./typed-cells.ts";

const readable = isPlausible(column("at"));

/** A plain no, or an answer that is not understood. */
const isNo = any(unknown(column("granted")), surely(equal(column("granted"), value(false))));

/**
 * Consents: a row counts for its customer and purpose. In doubt the answer is no: a rejected row
 * whose answer is no, or cannot be read, counts as a no from its time on, else from the upload on.
 */
export const consentsPlan: DatasetPlan = {
  people: [customer],
  inputs: ["customer_id", "purpose", "granted", "at", "source", "wording", "evidence"],
  required: [[["customer_id"]], [["purpose"]], [["granted"]], [["at"]]],
  typed: (reading) => ({
    purpose: call("lower", withoutEmail(cell("purpose"))),
    granted: yesNoOf(cell("granted")),
    at: moment(reading, "at"),
    source: withoutEmail(cell("source")),
    wording: withoutEmail(cell("wording")),
    evidence: withoutEmail(cell("evidence")),
  }),
  derived: ({ receivedAt }) => ({
    counted_at: firstOf([{ when: readable, gives: column("at") }], timestamp(receivedAt)),
  }),
  output: {
    purpose: column("purpose"),
    granted: surely(column("granted")),
    at: column("counted_at"),
    source: column("source"),
    wording: column("wording"),
    evidence: column("evidence"),
  },
  faults: () => [
    isMissing("purpose"),
    isUnreadable("purpose"),
    isMissing("granted"),
    isUnreadable("granted"),
    isMissing("at"),
    isNoTime("at"),
  ],
  countsAsNo: all(
    known(cell("customer_id")),
    known(column("purpose")),
    isNo,
    not(surely(all(known(column("granted")), readable))),
  ),
};
