import * as z from "zod";

/** The datasets of segment-language.md, in its order: the order in which `audience try` uploads them. */
export const datasetSchema = z.enum([
  "customers",
  "orders",
  "events",
  "feedback",
  "referrals",
  "consents",
  "products",
  "places",
  "objections",
  "erasures",
]);
export type Dataset = z.infer<typeof datasetSchema>;
