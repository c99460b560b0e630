import { column } from "../sql/expression.ts";
import { keptId } from "./kept-id.ts";
import {
  type DatasetPlan,
  cell,
  customer,
  decimal,
  isMissing,
  isNoTime,
  isTooLong,
  isUnreadable,
  moment,
} from "./plan-dataset.ts";
import { dayOf, wordOf } from "./typed-cells.ts";

/** What people said: ratings, recommendations (nps), reviews, complaints. Not every kind has a score. */
export const feedbackPlan: DatasetPlan = {
  people: [customer],
  inputs: ["feedback_id", "customer_id", "kind", "score", "product_id", "given_at"],
  required: [[["customer_id"]], [["feedback_id"]], [["kind"]], [["given_at"]]],
  typed: (reading) => ({
    feedback_id: keptId(cell("feedback_id")),
    kind: wordOf(cell("kind"), ["rating", "nps", "review", "complaint"]),
    score: decimal(reading, "score", "DECIMAL(11,3)"),
    product_id: keptId(cell("product_id")),
    given_at: moment(reading, "given_at"),
  }),
  derived: ({ settings }) => ({ given_on: dayOf(column("given_at"), settings.timezone) }),
  output: {
    feedback_id: column("feedback_id"),
    kind: column("kind"),
    score: column("score"),
    product_id: column("product_id"),
    given_at: column("given_at"),
    given_on: column("given_on"),
  },
  faults: () => [
    isMissing("feedback_id"),
    isTooLong("feedback_id"),
    isMissing("kind"),
    isUnreadable("kind", "unknown"),
    isUnreadable("score"),
    isMissing("given_at"),
    isNoTime("given_at"),
  ],
};
