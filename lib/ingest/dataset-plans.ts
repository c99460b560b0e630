import type { Dataset } from "../core/dataset.ts";
import { consentsPlan } from "./plan-consents.ts";
import { customersPlan } from "./plan-customers.ts";
import type { DatasetPlan } from "./plan-dataset.ts";
import { erasuresPlan } from "./plan-erasures.ts";
import { eventsPlan } from "./plan-events.ts";
import { feedbackPlan } from "./plan-feedback.ts";
import { objectionsPlan } from "./plan-objections.ts";
import { ordersPlan } from "./plan-orders.ts";
import { placesPlan } from "./plan-places.ts";
import { productsPlan } from "./plan-products.ts";
import { referralsPlan } from "./plan-referrals.ts";

/** How the rows of each dataset are read. */
export const datasetPlans: Readonly<Record<Dataset, DatasetPlan>> = {
  customers: customersPlan,
  orders: ordersPlan,
  events: eventsPlan,
  feedback: feedbackPlan,
  referrals: referralsPlan,
  consents: consentsPlan,
  products: productsPlan,
  places: placesPlan,
  objections: objectionsPlan,
  erasures: erasuresPlan,
};
