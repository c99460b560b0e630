import { EventEmitter } from "node:events";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { createServer } from "node:http";
import { answerJsonError } from "./answer.ts";
import { AwsError } from "./aws-error.ts";
import { identifyRequest } from "./identify-request.ts";
import type { Handler } from "./json-service.ts";

export interface FrontDoor {
  readonly port: number;
  readonly endpoint: string;
  /** From now on requests for the service go there; before, they wait for it. */
  serve(services: Readonly<Record<string, Handler>>): void;
  close(): Promise<void>;
}

/** One HTTP endpoint on the loopback interface for every service. Unknown services are refused by name. */
export async function openFrontDoor(port: number): Promise<FrontDoor> {
  const opening = new EventEmitter();
  const services = new Promise<Readonly<Record<string, Handler>>>((resolve) => {
    opening.once("open", resolve);
  });
  const server = createServer((request, response) => {
    void dispatch(services, request, response);
  });
  // S3 says itself whether it wants the bytes that are announced.
  server.on("checkContinue", (request, response) => {
    if (identifyRequest(request).service !== "s3") response.writeContinue();
    void dispatch(services, request, response);
  });
  // Uploads may take their time, and clients keep connections for the next request.
  server.requestTimeout = 0;
  server.keepAliveTimeout = 60_000;
  const bound = await listen(server, port);
  return {
    port: bound,
    endpoint: `http://127.0.0.1:${bound}`,
    serve: (known) => {
      opening.emit("open", known);
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function dispatch(
  services: Promise<Readonly<Record<string, Handler>>>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    const { service } = identifyRequest(request);
    const known = await services;
    const handler = Object.hasOwn(known, service) ? known[service] : undefined;
    if (handler === undefined)
      throw new AwsError("UnknownService", `The local cloud does not know the service ${service}.`);
    await handler(request, response);
  } catch (error) {
    answerJsonError(response, error);
  }
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      server.off("error", reject);
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : port);
    });
  });
}
