import * as z from "zod";

/** No plaintext contact data may pass here, whatever a planner does. */
const hash = z.string().regex(/^[0-9a-f]{64}$/, "not a SHA-256");

/** One person on the way to Google, as the push plans them. Throws for what is no hash where one is due. */
export const googleRowSchema = z.object({
  emails: z.array(hash).nullish(),
  phones: z.array(hash).nullish(),
  givenName: hash.nullish(),
  familyName: hash.nullish(),
  regionCode: z.string().min(1).nullish(),
  postalCode: z.string().min(1).nullish(),
});
export type GoogleRow = z.infer<typeof googleRowSchema>;
