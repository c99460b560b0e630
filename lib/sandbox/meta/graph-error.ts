import type * as z from "zod";

export interface GraphErrorAbout {
  readonly code: number;
  readonly subcode?: number | undefined;
  /** HTTP status; Meta answers nearly everything with 400. */
  readonly status?: number | undefined;
  readonly type?: "OAuthException" | "GraphMethodException" | undefined;
  readonly transient?: boolean | undefined;
  readonly title?: string | undefined;
  readonly advice?: string | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** A refusal as the Graph API words it. Never repeats a member's data. */
export class GraphError extends Error {
  override readonly name = "GraphError";
  readonly about: GraphErrorAbout;
  constructor(message: string, about: GraphErrorAbout) {
    super(message);
    this.about = about;
  }
}

/** The `error` object of an answer (Graph API, "Handling errors"). */
export function errorBody(error: GraphError, traceId: string): unknown {
  const { code, subcode, type, transient, title, advice } = error.about;
  return {
    error: {
      message: error.message,
      type: type ?? "OAuthException",
      code,
      ...(subcode !== undefined && { error_subcode: subcode }),
      is_transient: transient ?? false,
      ...(title !== undefined && { error_user_title: title }),
      ...(advice !== undefined && { error_user_msg: advice }),
      fbtrace_id: traceId,
    },
  };
}

/** Error 100: the caller sent something that no waiting makes right. */
export const badParameter = (message: string, subcode?: number) =>
  new GraphError(`(#100) ${message}`, { code: 100, subcode });

export const noSuchObject = (method: string, id: string) =>
  new GraphError(
    `Unsupported ${method.toLowerCase()} request. Object with ID '${id}' does not exist, cannot be loaded due to missing permissions, or does not support this operation.`,
    { code: 100, subcode: 33, type: "GraphMethodException" },
  );

export const termsNotAccepted = (account: string) =>
  new GraphError("(#200) Custom Audience terms of service have not been accepted", {
    code: 200,
    subcode: 1_870_034,
    title: "Custom Audience Terms Not Accepted",
    advice: `Accept the terms at https://business.facebook.com/ads/manage/customaudiences/tos/?act=${account}`,
  });

export const uploadBlocked = () =>
  new GraphError("(#100) Audience Upload Blocked", {
    code: 100,
    subcode: 1_713_230,
    title: "Audience Upload Blocked",
    advice: "This audience may suggest sensitive traits, such as health or financial status.",
  });

export const tooSmallToRemove = () =>
  new GraphError("(#200) Audience Size too Low: cannot remove users", {
    code: 200,
    subcode: 1_870_047,
    title: "Audience Size too Low",
  });

/** Error 2650: the audience cannot be updated (now). */
export const cannotUpdate = (why: string, subcode?: number) =>
  new GraphError(`(#2650) Failed to update the custom audience: ${why}`, { code: 2650, subcode });

/** Reads `value` or refuses the call, naming the parameter and never the value. */
export function readOr100<T>(schema: z.ZodType<T>, value: unknown, parameter: string): T {
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  if (value === undefined) throw badParameter(`The parameter ${parameter} is required`);
  const problem = read.error.issues[0];
  const where = [parameter, ...(problem?.path ?? [])].map(String).join(".");
  throw badParameter(`Param ${where} is not valid: ${problem?.message ?? "unknown problem"}`);
}
