import grpc from "@grpc/grpc-js";
import type protobuf from "protobufjs";
import type { GoogleWorld } from "./google-world.ts";
import { MESSAGE_BYTES } from "./limits.ts";
import { performCall } from "./perform-call.ts";
import type { Gate, Method } from "./perform-call.ts";
import { decode, detailType, encode } from "./protos.ts";
import { grpcCode, packStatus, Refusal } from "./refusal.ts";

export interface GrpcPlatform {
  readonly world: GoogleWorld;
  readonly gate: Gate;
  readonly protos: protobuf.Root;
  /** Full service name -> method name -> what it does. Everything else is UNIMPLEMENTED. */
  readonly services: Readonly<Record<string, Readonly<Record<string, Method>>>>;
  /** Trailers beside `grpc-status-details-bin`. */
  trailers(refusal: Refusal): Readonly<Record<string, Buffer | string>>;
}

type Handler = grpc.handleUnaryCall<Record<string, unknown>, object>;

function serviceError(platform: GrpcPlatform, refusal: Refusal): grpc.ServiceError {
  const metadata = new grpc.Metadata();
  if (refusal.details.length > 0) {
    metadata.set(
      "grpc-status-details-bin",
      encode(detailType("google.rpc.Status"), packStatus(refusal)),
    );
  }
  for (const [key, value] of Object.entries(platform.trailers(refusal))) metadata.set(key, value);
  const code = grpcCode(refusal.status);
  return Object.assign(new Error(refusal.message), { code, details: refusal.message, metadata });
}

const cutOff = new Refusal("UNAVAILABLE", "The connection was lost.");

/** Never settles for a call that hangs. Never rejects: every failure is an outcome. */
async function reply(
  platform: GrpcPlatform,
  call: grpc.ServerUnaryCall<Record<string, unknown>, object>,
  how: { path: string; method: Method; send: grpc.sendUnaryData<object> },
): Promise<void> {
  const [authorization] = call.metadata.get("authorization").map(String);
  const outcome = await performCall(platform.world, platform.gate, {
    path: how.path,
    authorization,
    run: (asked) => how.method(platform.world, call.request, asked),
  });
  if (outcome.kind === "answer") how.send(null, outcome.value);
  else if (outcome.kind === "refused") how.send(serviceError(platform, outcome.refusal));
  else if (outcome.kind !== "hang") how.send(serviceError(platform, cutOff));
}

function addService(server: grpc.Server, platform: GrpcPlatform, name: string): void {
  const service = platform.protos.lookupService(name);
  const definition: Record<string, grpc.MethodDefinition<Record<string, unknown>, object>> = {};
  const handlers: Record<string, Handler> = {};
  for (const [methodName, method] of Object.entries(platform.services[name] ?? {})) {
    const described = service.methods[methodName];
    described?.resolve();
    const request = described?.resolvedRequestType;
    const response = described?.resolvedResponseType;
    if (!request || !response) throw new Error(`${name} has no method ${methodName}`);
    const path = `/${name}/${methodName}`;
    definition[methodName] = {
      path,
      requestStream: false,
      responseStream: false,
      requestSerialize: (value) => encode(request, value),
      requestDeserialize: (bytes) => decode(request, bytes),
      responseSerialize: (value) => encode(response, value),
      responseDeserialize: (bytes) => decode(response, bytes),
    };
    handlers[methodName] = (call, send) => void reply(platform, call, { path, method, send });
  }
  server.addService(definition, handlers);
}

/** Serves a platform's gRPC services on a free port of 127.0.0.1, without TLS. */
export async function serveGrpc(
  platform: GrpcPlatform,
): Promise<{ address: string; close(): void }> {
  const server = new grpc.Server({
    "grpc.max_receive_message_length": MESSAGE_BYTES,
    "grpc.max_send_message_length": MESSAGE_BYTES,
  });
  for (const name of Object.keys(platform.services)) addService(server, platform, name);
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    );
  });
  return { address: `127.0.0.1:${port}`, close: () => server.forceShutdown() };
}
