import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { AwsError } from "./aws-error.ts";

/** Reads a request's whole body: for the small requests of the control services. */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

/** Answers in the AWS JSON protocol, with the content type that was asked in. */
export function answerJson(request: IncomingMessage, response: ServerResponse, value: unknown) {
  const type = request.headers["content-type"] ?? "application/x-amz-json-1.0";
  response.writeHead(200, { "content-type": type, "x-amzn-requestid": randomUUID() });
  response.end(JSON.stringify(value));
}

export function answerXml(response: ServerResponse, xml: string, status = 200) {
  response.writeHead(status, { "content-type": "text/xml", "x-amzn-requestid": randomUUID() });
  response.end(`<?xml version="1.0" encoding="UTF-8"?>\n${xml}`);
}

export const escapeXml = (text: string): string =>
  text.replace(/[<>&"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

const asAwsError = (error: unknown): AwsError =>
  error instanceof AwsError
    ? error
    : new AwsError("InternalFailure", error instanceof Error ? error.message : String(error), 500);

/** Answers an error in the JSON protocols. Clients read the code from `__type`, and the CLI from the header. */
export function answerJsonError(response: ServerResponse, error: unknown) {
  const { code, message, status } = asAwsError(error);
  if (response.headersSent) return response.end();
  response.writeHead(status, {
    "content-type": "application/x-amz-json-1.0",
    "x-amzn-errortype": code,
    "x-amzn-requestid": randomUUID(),
  });
  return response.end(JSON.stringify({ __type: code, message, Message: message }));
}

/** Answers an error in the query protocol (STS, CloudFormation). */
export function answerXmlError(response: ServerResponse, error: unknown) {
  const { code, message, status } = asAwsError(error);
  if (response.headersSent) return response.end();
  return answerXml(
    response,
    `<ErrorResponse><Error><Type>Sender</Type><Code>${escapeXml(code)}</Code><Message>${escapeXml(message)}</Message></Error></ErrorResponse>`,
    status,
  );
}
