import { createRequire } from "node:module";
import protobuf from "protobufjs";

const require = createRequire(import.meta.url);

/** The API version that google-ads-api 25 speaks. */
export const ADS_VERSION = "v25";
export const ADS_PACKAGE = `google.ads.googleads.${ADS_VERSION}`;
export const ADS_FAILURE = `${ADS_PACKAGE}.errors.GoogleAdsFailure`;
export const DATA_MANAGER_PACKAGE = "google.ads.datamanager.v1";

/** google/rpc/error_details.proto and status.proto, as far as they are answered here. */
const RPC = `
syntax = "proto3";
package google.rpc;
message Any { string type_url = 1; bytes value = 2; }
message Status { int32 code = 1; string message = 2; repeated Any details = 3; }
message ErrorInfo { string reason = 1; string domain = 2; map<string, string> metadata = 3; }
message Duration { int64 seconds = 1; int32 nanos = 2; }
message RetryInfo { Duration retry_delay = 1; }
message BadRequest {
  message FieldViolation { string field = 1; string description = 2; string reason = 3; }
  repeated FieldViolation field_violations = 1;
}
message RequestInfo { string request_id = 1; string serving_data = 2; }
`;

/** The packages' own descriptions of the wire, loaded once (the Google Ads one takes a quarter of a second). */
function loadOnce<T>(load: () => T): () => T {
  let loaded: { readonly value: T } | undefined;
  return () => (loaded ??= { value: load() }).value;
}

export const adsProtos = loadOnce(() =>
  protobuf.loadSync(require.resolve("google-ads-node/build/protos/protos.json")),
);
export const dataManagerProtos = loadOnce(() =>
  protobuf.loadSync(require.resolve("@google-ads/datamanager/build/protos/protos.json")),
);
const rpcProtos = loadOnce(() => protobuf.parse(RPC, { keepCase: true }).root);

/** The message type of an error detail. */
export const detailType = (name: string): protobuf.Type =>
  (name.startsWith("google.rpc.") ? rpcProtos() : adsProtos()).lookupType(name);

/** Decodes into a plain object: enums by name, 64-bit numbers as text, nothing that was not set. */
export const decode = (type: protobuf.Type, bytes: Uint8Array): Record<string, unknown> =>
  type.toObject(type.decode(bytes), { enums: String, longs: String });

/** Encodes a plain object; enums may be given by name. */
export const encode = (type: protobuf.Type, value: object): Buffer =>
  Buffer.from(type.encode(type.fromObject({ ...value })).finish());
