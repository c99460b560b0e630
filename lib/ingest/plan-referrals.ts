import { type Expression, call, column, equal, surely, value } from "../sql/expression.ts";
import { keptId } from "./kept-id.ts";
import {
  type DatasetPlan,
  type PersonInput,
  type Reading,
  cell,
  customer,
  isMissing,
  isNoTime,
  isTooLong,
  moment,
} from "./plan-dataset.ts";
import { dayOf } from "./typed-cells.ts";

/** Whom the customer brought; may not be known yet. */
const referred: PersonInput = {
  name: "referred_customer_id",
  memberAs: "referred_member",
  required: false,
};

/** Both columns name one person, in the same way. The case of an address's letters does not matter, of an id's it does. */
function refersSelf({ layout }: Reading): Expression {
  const [by, referredBy] = [customer, referred].map(({ name }) => layout.cells[name]?.source.by);
  const text = (name: string) => (by === "email" ? call("lower", cell(name)) : cell(name));
  const same = equal(text(customer.name), text(referred.name));
  return by === referredBy ? surely(same) : value(false);
}

/** Who brought whom. */
export const referralsPlan: DatasetPlan = {
  people: [customer, referred],
  inputs: ["referral_id", "customer_id", "referred_customer_id", "referred_at"],
  required: [[["customer_id"]], [["referral_id"]], [["referred_at"]]],
  typed: (reading) => ({
    referral_id: keptId(cell("referral_id")),
    referred_at: moment(reading, "referred_at"),
  }),
  derived: ({ settings }) => ({ referred_on: dayOf(column("referred_at"), settings.timezone) }),
  output: {
    referral_id: column("referral_id"),
    referred_at: column("referred_at"),
    referred_on: column("referred_on"),
  },
  faults: (reading) => [
    isMissing("referral_id"),
    isTooLong("referral_id"),
    isMissing("referred_at"),
    isNoTime("referred_at"),
    { code: "referred-self", when: refersSelf(reading) },
  ],
};
