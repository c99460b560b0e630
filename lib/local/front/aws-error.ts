/** An error as AWS services answer it: a code that clients know, a message, an HTTP status. */
export class AwsError extends Error {
  override readonly name = "AwsError";
  readonly code: string;
  readonly status: number;
  constructor(code: string, message: string, status = 400) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

/** The answer to an action that the local cloud does not play. */
export const unknownAction = (service: string, action: string): AwsError =>
  new AwsError(
    "UnknownOperationException",
    `The local cloud does not know the action ${action} of ${service}.`,
  );
