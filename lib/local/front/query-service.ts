import { answerXml, answerXmlError, readBody } from "./answer.ts";
import { AwsError } from "./aws-error.ts";
import type { Handler } from "./json-service.ts";

/** From the parameters of an action to the XML inside its result. */
export type QueryAction = (parameters: URLSearchParams) => string;

/** A service of the AWS query protocol. Actions that it does not have are refused by name. */
export function queryService(
  service: string,
  { xmlns, actions }: { xmlns: string; actions: Readonly<Record<string, QueryAction>> },
): Handler {
  return async (request, response) => {
    try {
      const parameters = new URLSearchParams((await readBody(request)).toString("utf8"));
      const name = parameters.get("Action") ?? "";
      const found = Object.hasOwn(actions, name) ? actions[name] : undefined;
      if (found === undefined)
        throw new AwsError(
          "InvalidAction",
          `The local cloud does not know the action ${name} of ${service}.`,
        );
      answerXml(
        response,
        `<${name}Response xmlns="${xmlns}"><${name}Result>${found(parameters)}</${name}Result><ResponseMetadata><RequestId>local</RequestId></ResponseMetadata></${name}Response>`,
      );
    } catch (error) {
      answerXmlError(response, error);
    }
  };
}
