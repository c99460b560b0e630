/**
 * A stand-in for Meta's Graph API, as far as customer-file audiences go. It judges what it is sent by Meta's
 * published rules and refuses with Meta's error objects. What Meta does not publish is invented here; all of
 * it is deterministic, and this is the list:
 * - Six rows in ten find a person, by the row's SHA-256 (member-rows.ts). Two rows of one person count twice.
 * - A removed row takes every stored row along that has the same EMAIL, PHONE, MADID or EXTERN_ID, or the same
 *   FN and LN with the same ZIP or the same birth date (DOBY, DOBM, DOBD). A row without such a key removes nothing.
 * - Identical rows are kept once; LOOKALIKE_VALUE does not tell rows apart, processing options are not kept.
 * - Sizes show 24 hours late, as two leading digits rounded down and up; below 1000 they show as 1000, and as -1
 *   in an audience whose first upload is younger than a day (its operation status is 441, which allows uploads
 *   and replacements). With fewer than 100 found people the delivery status is 300.
 * - Removals from small audiences are refused only with `refuseSmallRemovals` (fewer than 100 rows are there) or
 *   by the fault `too-small`.
 * - Batches of a session come in order, each exactly once, and a closed session takes no more; who is unsure
 *   whether a batch arrived sends it again in a session of its own. `num_received` counts the session,
 *   `num_invalid_entries` the call. A call without a session is one of its own.
 * - A replacement is in place as soon as its last batch is; one that ran out of time leaves status 415, from which
 *   the next one starts. Opt-outs also reach the rows of a replacement under way, and flagged audiences.
 * - The words that get an audience flagged (sensitive-names.ts). A clean name takes the flag away.
 * - An expired or missing version is refused (2635), v24.0 is served with a warning, whatever the clock says.
 * - A member of an audience with retention days is gone that many days after its row last came.
 * - More than 500 audiences, a repeated key, a batch out of order, a closed session and a session id used twice
 *   are refused with code 100; lists of more than 500 a page with code 1. A missing cell is '' and never null.
 * - Ids and trace ids count up. A fault `hang` applies nothing; faults of other platforms are ignored.
 * Left out and refused: other subtypes than CUSTOM, multipart bodies, filters and backward paging of lists.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { FaultName, Faults } from "../faults.ts";
import type { SandboxClock } from "../sandbox-clock.ts";
import { answerCall, type Answer } from "./answer-call.ts";
import { bringBackState, keepState } from "./keep-state.ts";
import { KEEP_ALIVE, MAX_BODY_BYTES, MAX_HEADER_BYTES } from "./limits.ts";
import type { Cells } from "./payload-keys.ts";
import { metaOptionsSchema, type MetaOptions } from "./meta-options.ts";
import { settledAudiences, type MetaState, type MovingCall } from "./meta-state.ts";

export interface MetaDump {
  readonly audiences: readonly {
    readonly id: string;
    readonly name: string;
    readonly account: string;
    readonly members: readonly Cells[];
  }[];
  readonly requests: readonly MovingCall[];
}

/** Answers a call that is not Meta's (`/_sandbox/…`), or says that it is none of its own. */
export type Control = (call: {
  readonly method: string;
  readonly path: string;
  readonly body: string;
}) => Answer | undefined;

export interface MetaParts {
  readonly clock: SandboxClock;
  readonly faults: Faults;
  readonly control: Control;
}

export interface MetaServer {
  /** e.g. `http://127.0.0.1:40000` */
  readonly endpoint: string;
  dump(): MetaDump;
  snapshot(): unknown;
  restore(snapshot: unknown): void;
  close(): Promise<void>;
}

function newState(options: MetaOptions, clock: SandboxClock): MetaState {
  const { adAccounts, ...rest } = metaOptionsSchema.parse(options);
  return {
    ...rest,
    accounts: adAccounts,
    now: () => clock.now(),
    audiences: new Map(),
    sessions: new Map(),
    requests: [],
    audiencesMade: 0,
    sessionsMade: 0,
    calls: 0,
  };
}

async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > MAX_BODY_BYTES) return undefined;
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function send(response: ServerResponse, answer: Answer): void {
  response.writeHead(answer.status, answer.headers);
  response.end(answer.body);
}

const tooLarge: Answer = { status: 413, headers: { "content-type": "text/html" }, body: "" };

/** Serves one request. A dropped or hanging one gets no answer. */
async function serve(
  world: { readonly state: MetaState; readonly parts: MetaParts },
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { state, parts } = world;
  const path = new URL(request.url ?? "/", "http://127.0.0.1").pathname;
  const body = await readBody(request);
  if (body === undefined) return send(response, tooLarge);
  const own = parts.control({ method: request.method ?? "GET", path, body });
  if (own !== undefined) return send(response, own);
  const fault: FaultName | undefined = parts.faults.next(path);
  if (fault === "hang") return;
  if (fault === "drop-before") return void request.socket.destroy();
  const answer = answerCall(state, { request, body }, fault);
  if (fault === "drop-after") return void request.socket.destroy();
  send(response, answer);
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port to listen on");
  return `http://127.0.0.1:${address.port}`;
}

/** Starts the server on a free port of 127.0.0.1. Throws on options it does not know. */
export async function startMeta(options: MetaOptions, parts: MetaParts): Promise<MetaServer> {
  const state = newState(options, parts.clock);
  const server = createServer({ maxHeaderSize: MAX_HEADER_BYTES }, (request, response) => {
    // A caller that went away in the middle of its body needs no answer.
    serve({ state, parts }, request, response).catch(() => request.socket.destroy());
  });
  // Callers keep their connections; one closed under a call would look like a dropped call.
  server.keepAliveTimeout = KEEP_ALIVE;
  const endpoint = await listen(server);
  return {
    endpoint,
    dump: () => ({
      audiences: settledAudiences(state).map(({ id, name, account, rows }) => ({
        id,
        name,
        account,
        members: [...rows.all()].map(({ cells }) => cells),
      })),
      requests: [...state.requests],
    }),
    snapshot: () => keepState(state),
    restore: (snapshot) => bringBackState(state, snapshot),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
