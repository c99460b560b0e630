import { createHash } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { FaultName } from "../faults.ts";
import { ERROR_PAGE, refusalOf } from "./answer-fault.ts";
import { checkDoor, versionWarning } from "./check-door.ts";
import { GraphError, errorBody } from "./graph-error.ts";
import type { MetaState } from "./meta-state.ts";
import { readCall, type GraphCall } from "./read-call.ts";
import { accountOf, routeCall } from "./route-call.ts";
import { usageHeader } from "./usage-header.ts";

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const JSON_TYPE = { "content-type": "application/json; charset=UTF-8" };

/** An answer in JSON. */
export const jsonAnswer = (
  status: number,
  value: unknown,
  headers: Readonly<Record<string, string>> = {},
): Answer => ({ status, headers: { ...JSON_TYPE, ...headers }, body: JSON.stringify(value) });

/** A failure that is none of Meta's is a fault of this stand-in: it says so, and is not to be retried. */
function asGraphError(error: unknown): GraphError {
  if (error instanceof GraphError) return error;
  const why = error instanceof Error ? error.message : "unknown";
  return new GraphError(`This stand-in for Meta failed: ${why}`, { code: 1, status: 500 });
}

const traceId = (count: number) =>
  `A${createHash("sha256").update(String(count)).digest("base64url").slice(0, 22)}`;

/** Headers that every answer about an account carries. */
function commonHeaders(
  state: MetaState,
  call: GraphCall | undefined,
): Readonly<Record<string, string>> {
  const account = accountOf(state, call?.parts[0]);
  const usage =
    account === undefined ? {} : usageHeader(account, { calls: state.calls, waitMinutes: 0 });
  return { ...usage, ...versionWarning(call?.version) };
}

/** Answers one request to the Graph API, with the fault planned for it. Applies it at once and as a whole. */
export function answerCall(
  state: MetaState,
  received: { readonly request: IncomingMessage; readonly body: string },
  fault: FaultName | undefined,
): Answer {
  state.calls += 1;
  if (fault === "html") {
    return {
      status: 500,
      headers: { "content-type": "text/html; charset=utf-8" },
      body: ERROR_PAGE,
    };
  }
  let call: GraphCall | undefined;
  try {
    call = readCall(received.request, received.body);
    const refusal = refusalOf(fault, accountOf(state, call.parts[0]) ?? "0");
    if (refusal !== undefined) throw refusal;
    checkDoor(call, state.token);
    const headers = commonHeaders(state, call);
    return jsonAnswer(200, routeCall(state, { call, partial: fault === "partial" }), headers);
  } catch (error) {
    const refused = asGraphError(error);
    return jsonAnswer(refused.about.status ?? 400, errorBody(refused, traceId(state.calls)), {
      ...commonHeaders(state, call),
      ...refused.about.headers,
    });
  }
}
