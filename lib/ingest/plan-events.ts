import { column } from "../sql/expression.ts";
import { keptId } from "./kept-id.ts";
import {
  type DatasetPlan,
  cell,
  customer,
  isMissing,
  isNoTime,
  isTooLong,
  isUnreadable,
  moment,
} from "./plan-dataset.ts";
import { dayOf, withoutEmail } from "./typed-cells.ts";

/** What people did: opened, clicked, visited. An event's name is kept as written; rules compare it without regard to case. */
export const eventsPlan: DatasetPlan = {
  people: [customer],
  inputs: ["event_id", "customer_id", "event", "occurred_at"],
  required: [[["customer_id"]], [["event_id"]], [["event"]], [["occurred_at"]]],
  typed: (reading) => ({
    event_id: keptId(cell("event_id")),
    event: withoutEmail(cell("event")),
    occurred_at: moment(reading, "occurred_at"),
  }),
  derived: ({ settings }) => ({ occurred_on: dayOf(column("occurred_at"), settings.timezone) }),
  output: {
    event_id: column("event_id"),
    event: column("event"),
    occurred_at: column("occurred_at"),
    occurred_on: column("occurred_on"),
  },
  faults: () => [
    isMissing("event_id"),
    isTooLong("event_id"),
    isMissing("event"),
    isUnreadable("event"),
    isMissing("occurred_at"),
    isNoTime("occurred_at"),
  ],
};
