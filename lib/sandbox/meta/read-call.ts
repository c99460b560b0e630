import type { IncomingMessage } from "node:http";
import * as z from "zod";
import { GraphError, badParameter } from "./graph-error.ts";

type GraphMethod = "GET" | "POST" | "DELETE";

/** One call of the Graph API, however it was packed. */
export interface GraphCall {
  /** The effective method: a POST may carry `method=DELETE`. */
  readonly method: GraphMethod;
  /** The path as called, e.g. `/v25.0/238…/users`. */
  readonly path: string;
  readonly version: string | undefined;
  /** The path after the version, e.g. `["238…", "users"]`. */
  readonly parts: readonly string[];
  readonly token: string | undefined;
  /** Query and body together; the body wins. Values of forms and queries are text. */
  readonly params: Readonly<Record<string, unknown>>;
  /** Where the caller reached us, e.g. `http://127.0.0.1:40000`; paging links start with it. */
  readonly origin: string;
}

const recordSchema = z.record(z.string(), z.unknown());
const methodSchema = z.enum(["GET", "POST", "DELETE"]);

const VERSION = /^v\d+\.\d+$/;

/** JSON, or the text itself where it is none: forms carry objects as JSON text. */
export function jsonOrText(value: unknown): unknown {
  if (typeof value !== "string") return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

function bodyParams(contentType: string, body: string): Record<string, unknown> {
  if (body === "") return {};
  if (contentType.startsWith("multipart/")) {
    throw badParameter("multipart bodies are not taken by this stand-in: send JSON or a form");
  }
  if (contentType.startsWith("application/x-www-form-urlencoded")) {
    return Object.fromEntries(new URLSearchParams(body));
  }
  const read = recordSchema.safeParse(jsonOrText(body));
  if (!read.success) throw badParameter("The body is not a JSON object");
  return read.data;
}

function effectiveMethod(httpMethod: string | undefined, override: unknown): GraphMethod {
  const named = httpMethod === "POST" && typeof override === "string" ? override : httpMethod;
  const read = methodSchema.safeParse(named?.toUpperCase());
  if (read.success) return read.data;
  throw new GraphError("Unsupported method", { code: 100, type: "GraphMethodException" });
}

const text = (value: unknown) => (typeof value === "string" && value !== "" ? value : undefined);

/** Reads a call. Refuses bodies it cannot read and methods the Graph API does not have. */
export function readCall(request: IncomingMessage, body: string): GraphCall {
  const origin = `http://${request.headers.host ?? "127.0.0.1"}`;
  const url = new URL(request.url ?? "/", origin);
  const packed = bodyParams(request.headers["content-type"] ?? "", body);
  const {
    access_token: token,
    method,
    ...params
  } = { ...Object.fromEntries(url.searchParams), ...packed };
  const parts = url.pathname.split("/").filter((part) => part !== "");
  const version = parts[0] !== undefined && VERSION.test(parts[0]) ? parts[0] : undefined;
  return {
    method: effectiveMethod(request.method, method),
    path: url.pathname,
    version,
    parts: version === undefined ? parts : parts.slice(1),
    token:
      text(token) ??
      text(/^(?:Bearer|OAuth) (.+)$/i.exec(request.headers.authorization ?? "")?.[1]),
    params,
    origin,
  };
}

/** The `fields` asked for: `a,b`, or a JSON array. */
export function readFields(call: GraphCall): readonly string[] {
  const asked = jsonOrText(call.params["fields"]);
  const list = Array.isArray(asked) ? asked.map(String) : (text(asked)?.split(",") ?? []);
  return list.map((field) => field.trim()).filter((field) => field !== "");
}
