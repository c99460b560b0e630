import * as fc from "fast-check";
import type { Look } from "../company.ts";
import { oracle } from "../oracle-kind.ts";
import { linesOf, salesOf } from "../purchases.ts";

/** The segments that are always there. */
const segments = {
  "in-finland": (memberId: string, { company }: Look) =>
    company.customers.some((one) => one.memberId === memberId && one.country === "FI"),
  buyers: (memberId: string, look: Look) => salesOf(linesOf(memberId, look)).length > 0,
};

export const aSegment = fc.constantFrom("in-finland" as const, "buyers" as const);

export type SegmentName = keyof typeof segments;

export const isMember = (segment: SegmentName, memberId: string, look: Look): boolean =>
  segments[segment](memberId, look);

export const segmentOracle = oracle({ rule: aSegment, holds: isMember });
