import * as z from "zod";

/** How the stand-in for Meta is set up. */
export const metaOptionsSchema = z.strictObject({
  /** The access token that is taken. */
  token: z.string().min(1).default("sandbox-meta-token"),
  /** The ad accounts that the token may use, without `act_`. */
  adAccounts: z.array(z.string().regex(/^\d+$/)).default(["1234567890"]),
  /** Whether somebody accepted the Custom Audience terms. */
  tosAccepted: z.boolean().default(true),
  /** Refuse removals from audiences of fewer than 100 rows (200/1870047). */
  refuseSmallRemovals: z.boolean().default(false),
});
export type MetaOptions = z.input<typeof metaOptionsSchema>;
