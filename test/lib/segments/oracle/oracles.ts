import type { AnyOracle } from "./oracle-kind.ts";

/** The oracle of each kind of rule, by its key. */
export const oracles: Readonly<Record<string, AnyOracle>> = {};
