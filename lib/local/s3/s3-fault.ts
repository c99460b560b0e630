/** A refusal in S3's words: code and status as in its API reference ("Error responses"). */
export class S3Fault extends Error {
  override readonly name = "S3Fault";
  readonly code: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  constructor(
    [status, code]: readonly [status: number, code: string],
    message: string,
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

export const faults = {
  badDigest: [400, "BadDigest"],
  bucketExists: [409, "BucketAlreadyOwnedByYou"],
  contentMismatch: [400, "XAmzContentSHA256Mismatch"],
  entityTooLarge: [400, "EntityTooLarge"],
  entityTooSmall: [400, "EntityTooSmall"],
  incompleteBody: [400, "IncompleteBody"],
  internal: [500, "InternalError"],
  invalidArgument: [400, "InvalidArgument"],
  invalidBucketName: [400, "InvalidBucketName"],
  invalidDigest: [400, "InvalidDigest"],
  invalidPart: [400, "InvalidPart"],
  invalidPartOrder: [400, "InvalidPartOrder"],
  invalidRange: [416, "InvalidRange"],
  invalidRequest: [400, "InvalidRequest"],
  invalidUri: [400, "InvalidURI"],
  keyTooLong: [400, "KeyTooLongError"],
  malformedXml: [400, "MalformedXML"],
  metadataTooLarge: [400, "MetadataTooLarge"],
  methodNotAllowed: [405, "MethodNotAllowed"],
  missingLength: [411, "MissingContentLength"],
  noSuchBucket: [404, "NoSuchBucket"],
  noSuchKey: [404, "NoSuchKey"],
  noSuchUpload: [404, "NoSuchUpload"],
  noSuchVersion: [404, "NoSuchVersion"],
  notImplemented: [501, "NotImplemented"],
  notModified: [304, "NotModified"],
  precondition: [412, "PreconditionFailed"],
} as const satisfies Record<string, readonly [number, string]>;
