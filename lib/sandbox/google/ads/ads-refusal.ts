import { madeUp } from "../limits.ts";
import { ADS_FAILURE, ADS_PACKAGE, detailType, encode } from "../protos.ts";
import { packStatus, Refusal } from "../refusal.ts";
import type { StatusName } from "../refusal.ts";

/** One error of a GoogleAdsFailure; `code` is the field of ErrorCode and its enum name. */
export interface AdsError {
  readonly code: readonly [family: string, name: string];
  readonly message: string;
  /** `operations[3]`, `create`, `user_identifiers[0]`, … */
  readonly path?: readonly (readonly [field: string, index?: number])[];
  readonly details?: object;
}

const toProto = ({ code: [family, name], message, path, details }: AdsError) => ({
  error_code: { [family]: name },
  message,
  ...(path === undefined
    ? {}
    : {
        location: {
          field_path_elements: path.map(([field_name, index]) =>
            index === undefined ? { field_name } : { field_name, index },
          ),
        },
      }),
  ...(details === undefined ? {} : { details }),
});

const refusal = (status: StatusName, errors: readonly AdsError[]) =>
  new Refusal(status, errors[0]?.message ?? "Request contains an invalid argument.", [
    { type: ADS_FAILURE, value: { errors: errors.map(toProto), request_id: "sandbox" } },
  ]);

/** A Google Ads error. Only so many are listed, as they travel in a trailer. */
export const adsRefusal = (status: StatusName, errors: readonly AdsError[]): Refusal =>
  refusal(status, errors.slice(0, madeUp.violationsShown));

/** google.rpc.Status with every error, for partial failures and warnings (inside the answer: no cap). */
export const partialFailure = (errors: readonly AdsError[]) =>
  packStatus(refusal("INVALID_ARGUMENT", errors));

/** `googleadsfailure-bin` and `request-id`, which the client libraries read. */
export function adsTrailers(refused: Refusal): Record<string, Buffer | string> {
  const failure = refused.details.find(({ type }) => type === ADS_FAILURE);
  if (failure === undefined) return { "request-id": "sandbox" };
  return {
    "request-id": "sandbox",
    [`${ADS_PACKAGE}.errors.googleadsfailure-bin`]: encode(detailType(ADS_FAILURE), failure.value),
  };
}
