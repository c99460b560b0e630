import { detailType, encode } from "./protos.ts";

/** Canonical codes: the number on gRPC, the HTTP status on REST (google/rpc/code.proto). */
const CODES = {
  INVALID_ARGUMENT: [3, 400],
  NOT_FOUND: [5, 404],
  ALREADY_EXISTS: [6, 409],
  PERMISSION_DENIED: [7, 403],
  RESOURCE_EXHAUSTED: [8, 429],
  FAILED_PRECONDITION: [9, 400],
  ABORTED: [10, 409],
  UNIMPLEMENTED: [12, 501],
  INTERNAL: [13, 500],
  UNAVAILABLE: [14, 503],
  UNAUTHENTICATED: [16, 401],
} as const;
export type StatusName = keyof typeof CODES;

export const grpcCode = (status: StatusName): number => CODES[status][0];
export const httpStatus = (status: StatusName): number => CODES[status][1];

/** A detail of an error: the full name of its message, and the message as plain JSON. */
export interface Detail {
  readonly type: string;
  readonly value: object;
}

/** A call that Google refuses. Its message and details never repeat a value that was sent. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly status: StatusName;
  readonly details: readonly Detail[];
  constructor(status: StatusName, message: string, details: readonly Detail[] = []) {
    super(message);
    this.status = status;
    this.details = details;
  }
}

/** google.rpc.Status, as it travels in `grpc-status-details-bin` and in partial failures. */
export const packStatus = (refusal: Refusal) => ({
  code: grpcCode(refusal.status),
  message: refusal.message,
  details: refusal.details.map(({ type, value }) => ({
    type_url: `type.googleapis.com/${type}`,
    value: encode(detailType(type), value),
  })),
});

/** Field names of our own plain objects, in the way REST spells them. */
const camelObject = (value: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(value).map(([key, inner]) => [camel(key), camelKeys(inner)]));

function camelKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(camelKeys);
  return typeof value === "object" && value !== null ? camelObject(value) : value;
}

/** `size_for_search` -> `sizeForSearch`; leaves names that are already so. */
export const camel = (name: string): string =>
  name.replaceAll(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

/** The JSON body of a refusal over REST. */
export const refusalBody = (refusal: Refusal) => ({
  error: {
    code: httpStatus(refusal.status),
    message: refusal.message,
    status: refusal.status,
    details: refusal.details.map(({ type, value }) => ({
      "@type": `type.googleapis.com/${type}`,
      ...camelObject(value),
    })),
  },
});
