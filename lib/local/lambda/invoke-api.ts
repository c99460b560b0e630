import { randomUUID } from "node:crypto";
import { answerJsonError, readBody } from "../front/answer.ts";
import { AwsError, unknownAction } from "../front/aws-error.ts";
import type { Handler } from "../front/json-service.ts";
import type { AsyncInvoker } from "./invoke-later.ts";
import type { Functions } from "./start-functions.ts";

/** Lambda's Invoke over HTTP. Its other actions are refused. */
export const invokeApi =
  (functions: Functions, invoker: AsyncInvoker): Handler =>
  async (request, response) => {
    try {
      const { pathname } = new URL(request.url ?? "/", "http://local");
      const name = /^\/2015-03-31\/functions\/([^/]+)\/invocations$/.exec(pathname)?.[1];
      if (name === undefined) throw unknownAction("Lambda", `${request.method} ${pathname}`);
      const found = functions.find(decodeURIComponent(name));
      if (found === undefined)
        throw new AwsError("ResourceNotFoundException", `Function not found: ${name}`, 404);
      const payload = (await readBody(request)).toString("utf8") || "{}";
      response.setHeader("x-amzn-requestid", randomUUID());
      if (request.headers["x-amz-invocation-type"] === "Event") {
        invoker.invokeLater(found.name, payload);
        response.writeHead(202).end();
        return;
      }
      const outcome = await functions.invoke(found.name, payload);
      if (!outcome.ok) response.setHeader("x-amz-function-error", "Unhandled");
      response.writeHead(200, { "content-type": "application/json" });
      response.end(outcome.ok ? outcome.payload : JSON.stringify(outcome.error));
    } catch (error) {
      answerJsonError(response, error);
    }
  };
