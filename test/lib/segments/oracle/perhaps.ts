import * as fc from "fast-check";

/** Part of a rule that is mostly left out. */
export const perhaps = <T extends object>(of: fc.Arbitrary<T>): fc.Arbitrary<T | object> =>
  fc.oneof({ arbitrary: fc.constant({}), weight: 2 }, { arbitrary: of, weight: 1 });
