import * as z from "zod";

const jsonSchema = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue("not JSON");
    return z.NEVER;
  }
});

/** `X-Business-Use-Case-Usage`: minutes until calls are taken again, per account and use case. */
const useCasesSchema = jsonSchema.pipe(
  z.record(
    z.string(),
    z.array(z.object({ estimated_time_to_regain_access: z.number().default(0) })),
  ),
);

/** `X-Ad-Account-Usage`: seconds until the account's score is reset. */
const accountSchema = jsonSchema.pipe(z.object({ reset_time_duration: z.number().default(0) }));

const headersSchema = z.object({
  "x-business-use-case-usage": useCasesSchema.catch({}).default({}),
  "x-ad-account-usage": accountSchema
    .catch({ reset_time_duration: 0 })
    .default({ reset_time_duration: 0 }),
});

/**
 * Seconds that Meta asks to wait, from an answer's usage headers (Marketing API, Rate Limiting, read
 * 2026-09); undefined when it does not ask.
 */
export function waitOfHeaders(headers: unknown): number | undefined {
  const read = headersSchema.safeParse(headers);
  if (!read.success) return undefined;
  const minutes = Object.values(read.data["x-business-use-case-usage"])
    .flat()
    .map((use) => use.estimated_time_to_regain_access);
  const wait = Math.max(0, ...minutes) * 60;
  const seconds = wait > 0 ? wait : read.data["x-ad-account-usage"].reset_time_duration;
  return seconds > 0 ? Math.ceil(seconds) : undefined;
}
