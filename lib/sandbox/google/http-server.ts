import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import { gunzipSync } from "node:zlib";
import type { Outcome } from "./perform-call.ts";
import { httpStatus, refusalBody } from "./refusal.ts";

/** A request, read whole. */
export interface HttpRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly authorization: string | undefined;
  readonly body: string;
}

/** What is answered; `raw` answers are sent as they are, the rest as Google words it. */
export type HttpOutcome =
  | Outcome
  | { readonly kind: "raw"; readonly status: number; readonly body: unknown };

async function readWhole(request: IncomingMessage): Promise<HttpRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  const bytes = Buffer.concat(chunks);
  const url = new URL(request.url ?? "/", "http://127.0.0.1");
  return {
    method: request.method ?? "GET",
    // gax writes the colon of `userLists:mutate` and the like both ways.
    path: decodeURIComponent(url.pathname),
    query: url.searchParams,
    authorization: request.headers.authorization,
    body: (request.headers["content-encoding"] === "gzip" ? gunzipSync(bytes) : bytes).toString(),
  };
}

const PAGE =
  "<!DOCTYPE html><html><title>Error 502 (Server Error)!!1</title><p>502. That’s an error.</html>";

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json; charset=UTF-8" });
  response.end(JSON.stringify(body));
}

function send(response: ServerResponse, outcome: HttpOutcome): void {
  switch (outcome.kind) {
    case "answer":
      return sendJson(response, 200, outcome.value);
    case "raw":
      return sendJson(response, outcome.status, outcome.body);
    case "refused":
      return sendJson(response, httpStatus(outcome.refusal.status), refusalBody(outcome.refusal));
    case "html":
      response.writeHead(502, { "content-type": "text/html; charset=UTF-8" });
      response.end(PAGE);
      return undefined;
    case "drop":
      response.destroy();
      return undefined;
    case "hang":
      return undefined;
  }
}

/** Serves on a free port of 127.0.0.1. */
export async function serveHttp(
  answer: (request: HttpRequest) => Promise<HttpOutcome>,
): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    readWhole(request)
      .then(answer)
      .then((outcome) => send(response, outcome))
      .catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}
