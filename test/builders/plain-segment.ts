import { segmentIdSchema } from "../../lib/core/ids.ts";
import type { Segment } from "../../lib/segments/contract.ts";

/** A segment of which nothing is said but its id; it is pushed nowhere. */
export const plainSegment = (id: string): Segment => ({
  id: segmentIdSchema.parse(id),
  names: { en: id },
  name: id,
  why: undefined,
  owner: undefined,
  stakeholders: [],
  review: undefined,
  strategy: "selective",
  goals: [],
  cards: undefined,
  acknowledged: undefined,
  value: undefined,
  was: undefined,
  firstId: segmentIdSchema.parse(id),
  exclude: [],
  holdout: 0,
  exclusive: undefined,
  guard: { shrink: 0.3, grow: 1, minimum: 100 },
  to: [],
  place: { file: `segments/${id}.yaml` },
});
