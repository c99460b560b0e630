/** One thing under Meta's rules and under Google's. They differ, so a hash is never shared unasked. */
export interface PerPlatform<T> {
  readonly meta: T;
  readonly google: T;
}

/** A text that neither platform can use. */
export const unusableText: PerPlatform<undefined> = { meta: undefined, google: undefined };
