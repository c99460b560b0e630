/**
 * Three kinds of failure, told apart by who must act:
 * `InputProblem` (the person who wrote the file or the definition), `PlatformFailure`
 * (wait, or a human re-connects the ad account), and anything else: our bug, loud.
 */

/** A place in a file of the user's, 1-based. */
export interface Place {
  readonly file: string;
  readonly line?: number | undefined;
  readonly column?: number | undefined;
}

/** Bad input: says what was found, what is expected, where. Never repeats a personal value. */
export class InputProblem extends Error {
  override readonly name = "InputProblem";
  readonly place: Place | undefined;
  constructor(message: string, place?: Place) {
    super(message);
    this.place = place;
  }
}

/** Whether waiting helps. `later`: the same call may work; `human`: somebody must change something first. */
export type Remedy = "later" | "human";

/** An ad platform or AWS refused or did not answer. The message is safe to log: no token, no payload. */
export class PlatformFailure extends Error {
  override readonly name = "PlatformFailure";
  /** A stable word for the cause, e.g. `throttled`, `token`, `terms`, `not-allowlisted`, `unknown-outcome`. */
  readonly code: string;
  readonly remedy: Remedy;
  /** How long the platform asks us to wait, in seconds, when it says so. */
  readonly retryAfter: number | undefined;
  constructor(
    message: string,
    about: { code: string; remedy: Remedy; retryAfter?: number | undefined },
  ) {
    super(message);
    this.code = about.code;
    this.remedy = about.remedy;
    this.retryAfter = about.retryAfter;
  }
}

/** Somebody else wrote the record first: read it again and decide anew. */
export class Conflict extends Error {
  override readonly name = "Conflict";
}
