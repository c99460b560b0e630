import type { IngestedDataset } from "./contract.ts";
import { consentsPlan } from "./plan-consents.ts";
import { customersPlan } from "./plan-customers.ts";
import type { DatasetPlan } from "./plan-dataset.ts";
import { ordersPlan } from "./plan-orders.ts";

/** Every dataset that is taken in. */
export const datasetPlans: Readonly<Record<IngestedDataset, DatasetPlan>> = {
  customers: customersPlan,
  orders: ordersPlan,
  consents: consentsPlan,
};
