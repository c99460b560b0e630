import type { IncomingMessage, ServerResponse } from "node:http";
import * as z from "zod";
import { answerJson, answerJsonError, readBody } from "./answer.ts";
import { AwsError, unknownAction } from "./aws-error.ts";
import { identifyRequest } from "./identify-request.ts";

export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** An action: its input, parsed, to its output. */
export interface Action {
  run(input: unknown): Promise<unknown>;
}

/**
 * Parameters that are not in the schema are refused by name, so that nothing is left out silently.
 */
export function action<T>(schema: z.ZodType<T>, run: (input: T) => unknown): Action {
  return {
    run: async (input) => {
      const read = schema.safeParse(input);
      if (!read.success) throw new AwsError("ValidationException", z.prettifyError(read.error));
      return run(read.data);
    },
  };
}

/** A service of the AWS JSON protocol. Actions that it does not have are refused by name. */
export function jsonService(service: string, actions: Readonly<Record<string, Action>>): Handler {
  return async (request, response) => {
    try {
      const name = identifyRequest(request).action ?? "";
      const found = Object.hasOwn(actions, name) ? actions[name] : undefined;
      if (found === undefined) throw unknownAction(service, name);
      const body = (await readBody(request)).toString("utf8");
      answerJson(request, response, (await found.run(JSON.parse(body || "{}"))) ?? {});
    } catch (error) {
      answerJsonError(response, error);
    }
  };
}
