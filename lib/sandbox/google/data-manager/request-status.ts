import * as z from "zod";
import type { RequestRecord } from "../google-state.ts";
import { matchRange } from "../match-range.ts";
import { readRequest } from "../perform-call.ts";
import type { Method } from "../perform-call.ts";
import { dataManagerRefusal } from "./data-manager-refusal.ts";

const statusSchema = z.object({ requestId: z.string().default("") });

type Sent = RequestRecord["destinations"][number];

function outcome(sent: Sent): "SUCCESS" | "PARTIAL_SUCCESS" | "FAILED" {
  const failed = Object.values(sent.errors).reduce((sum, n) => sum + n, 0);
  if (failed === 0) return "SUCCESS";
  return failed >= sent.records ? "FAILED" : "PARTIAL_SUCCESS";
}

function counts(kind: RequestRecord["kind"], sent: Sent) {
  const recordCount = String(sent.records);
  const userIdentifierCount = String(sent.identifiers);
  if (kind === "remove") {
    return {
      audienceMembersRemovalStatus: { userDataRemovalStatus: { recordCount, userIdentifierCount } },
    };
  }
  if (kind === "remove-all") return {};
  const uploadMatchRateRange = `MATCH_RATE_RANGE_${matchRange(sent.matched, sent.records)}`;
  return {
    audienceMembersIngestionStatus: {
      userDataIngestionStatus: { recordCount, userIdentifierCount, uploadMatchRateRange },
    },
  };
}

function statusOf(request: RequestRecord, sent: Sent, now: number) {
  const { destination } = sent;
  if (now < request.dueAt) return { destination, requestStatus: "PROCESSING" };
  const errorCounts = Object.entries(sent.errors).map(([reason, n]) => ({
    reason,
    recordCount: String(n),
  }));
  return {
    destination,
    requestStatus: outcome(sent),
    ...(errorCounts.length > 0 ? { errorInfo: { errorCounts } } : {}),
    ...counts(request.kind, sent),
  };
}

/** IngestionService.RetrieveRequestStatus: PROCESSING for about half an hour, then how it went. */
export const retrieveRequestStatus: Method = (world, request) => {
  const { requestId } = readRequest(statusSchema, request);
  const found = world.state.requests.find((one) => one.id === requestId);
  if (found === undefined) {
    throw dataManagerRefusal(
      "INVALID_ARGUMENT",
      "INVALID_REQUEST_ID",
      "The request ID is not valid.",
    );
  }
  const now = world.clock.now();
  return {
    requestStatusPerDestination: found.destinations.map((sent) => statusOf(found, sent, now)),
  };
};
