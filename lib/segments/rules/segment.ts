import * as z from "zod";
import { segmentIdSchema } from "../../core/ids.ts";
import type { SegmentId } from "../../core/ids.ts";
import { didYouMean } from "../../core/nearest.ts";
import { offering } from "../../workspace/yaml-schemas.ts";
import type { Phrase } from "../language.ts";
import { ruleKind } from "../rule-kind.ts";

/** The id of a segment that is there. */
export const knownSegment = (segments: readonly string[]): z.ZodType<SegmentId> =>
  offering(segments).transform((id, context): SegmentId => {
    const read = segmentIdSchema.safeParse(id);
    if (read.success && segments.includes(id)) return read.data;
    context.addIssue({
      code: "custom",
      message: `there is no segment “${id}”.${didYouMean(id, segments)}`,
    });
    return z.NEVER;
  });

const yes: Phrase = { en: "yes", fi: "kyllä", sv: "ja" };
const inSegment: Phrase = { en: "in the segment", fi: "segmentissä", sv: "i segmentet" };

/** `segment: newsletter-readers`: membership of another segment. */
export const segment = ruleKind<SegmentId>("segment", {
  schema: ({ segments }) => knownSegment(segments),
  expression: (id, features) => features.segment(id),
  finds: (id, features) => [
    {
      what: (language) => `${inSegment[language]} ${id}`,
      of: features.segment(id),
      as: "yes-no",
      needs: (language) => yes[language],
    },
  ],
  words: (id, language) => `${inSegment[language]} ${id}`,
  references: (id) => [id],
});
