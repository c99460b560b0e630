import type { GoogleWorld } from "../google-world.ts";
import type { GrpcPlatform } from "../grpc-server.ts";
import type { HttpOutcome, HttpRequest } from "../http-server.ts";
import { performCall } from "../perform-call.ts";
import { ADS_PACKAGE, ADS_VERSION, adsProtos } from "../protos.ts";
import { httpStatus, Refusal, refusalBody } from "../refusal.ts";
import { addOfflineUserDataJobOperations } from "./add-operations.ts";
import { adsGate } from "./ads-gate.ts";
import { adsTrailers } from "./ads-refusal.ts";
import { createOfflineUserDataJob, runOfflineUserDataJob } from "./jobs.ts";
import { searchGoogleAds } from "./search.ts";
import { mutateUserLists } from "./user-lists.ts";

/** The Google Ads API over gRPC: lists and jobs. */
export const adsGrpc = (world: GoogleWorld): GrpcPlatform => ({
  world,
  gate: adsGate,
  protos: adsProtos(),
  services: {
    [`${ADS_PACKAGE}.services.UserListService`]: { MutateUserLists: mutateUserLists },
    [`${ADS_PACKAGE}.services.OfflineUserDataJobService`]: {
      CreateOfflineUserDataJob: createOfflineUserDataJob,
      AddOfflineUserDataJobOperations: addOfflineUserDataJobOperations,
      RunOfflineUserDataJob: runOfflineUserDataJob,
    },
  },
  trailers: adsTrailers,
});

const SEARCH = new RegExp(`^/${ADS_VERSION}/customers/([^/]+)/googleAds:(search|searchStream)$`);

function parseBody(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal("INVALID_ARGUMENT", "Invalid JSON payload received.");
  }
}

/** A stream over REST is a list: of the one batch there is, or of the error. */
function asStream(outcome: HttpOutcome): HttpOutcome {
  if (outcome.kind === "answer")
    return { kind: "raw", status: 200, body: [{ ...outcome.value, requestId: "sandbox" }] };
  if (outcome.kind !== "refused") return outcome;
  const { refusal } = outcome;
  return { kind: "raw", status: httpStatus(refusal.status), body: [refusalBody(refusal)] };
}

/** The Google Ads API over REST: the query endpoint, which is all that the npm client asks there. */
export const adsRest =
  (world: GoogleWorld) =>
  async (request: HttpRequest): Promise<HttpOutcome> => {
    const { path, authorization, body } = request;
    const [, account = "", method] = SEARCH.exec(path) ?? [];
    if (method === undefined || request.method !== "POST") {
      return { kind: "refused", refusal: new Refusal("NOT_FOUND", "No such method.") };
    }
    const run = () => searchGoogleAds(world, account, parseBody(body));
    const outcome = await performCall(world, adsGate, { path, authorization, run });
    return method === "searchStream" ? asStream(outcome) : outcome;
  };
