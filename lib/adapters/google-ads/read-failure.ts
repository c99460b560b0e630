import * as z from "zod";

/** One error of the Google Ads API, as we look at it. */
export interface AdsError {
  /** The field of its code, e.g. `quota_error`. */
  readonly family: string;
  /** The code itself, e.g. `RESOURCE_TEMPORARILY_EXHAUSTED`. */
  readonly name: string;
  /** Where in the request, e.g. `operations[3]`, `create`. */
  readonly path: readonly { readonly field: string; readonly index: number | undefined }[];
  /** Seconds to wait, where the error says so. */
  readonly retryAfter: number | undefined;
}

const snake = (name: string) => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** REST has the same names in camel case. */
function snakeKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(snakeKeys);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [snake(key), snakeKeys(one)]),
  );
}

/** `{ seconds }` on gRPC, `"30s"` on REST. */
const durationSchema = z.union([
  z.object({ seconds: z.coerce.number() }).transform(({ seconds }) => seconds),
  z
    .string()
    .regex(/^\d+(\.\d+)?s$/)
    .transform((text) => Number.parseFloat(text)),
]);

const elementSchema = z
  .object({ field_name: z.string(), index: z.coerce.number().optional() })
  .transform(({ field_name: field, index }) => ({ field, index }));

const errorSchema = z
  .object({
    error_code: z.record(z.string(), z.string()).catch({}).default({}),
    location: z
      .object({ field_path_elements: z.array(elementSchema).default([]) })
      .catch({ field_path_elements: [] })
      .default({ field_path_elements: [] }),
    details: z
      .object({ quota_error_details: z.object({ retry_delay: durationSchema }) })
      .optional()
      .catch(undefined),
  })
  .transform((error): AdsError => {
    const [[family, name]] = [...Object.entries(error.error_code), ["", ""] as const];
    const path = error.location.field_path_elements;
    return { family, name, path, retryAfter: error.details?.quota_error_details.retry_delay };
  });

const failureSchema = z.object({
  errors: z
    .array(
      z
        .unknown()
        // A message of the library prints its enums by name.
        .transform((error) => snakeKeys(JSON.parse(JSON.stringify(error))))
        .pipe(errorSchema),
    )
    .min(1),
});

/**
 * The errors of a GoogleAdsFailure, as the library throws it (it is no `Error`) and as partial failures
 * decode to; undefined when it is something else.
 */
export function readFailure(failure: unknown): readonly AdsError[] | undefined {
  const read = failureSchema.safeParse(failure);
  return read.success ? read.data.errors : undefined;
}
