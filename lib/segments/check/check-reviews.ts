import { durationText } from "../../core/duration.ts";
import { dayAfter } from "../../core/run-clock.ts";
import type { Problem } from "../../workspace/workspace.ts";
import { warningAt } from "./material.ts";
import type { ReadSegment } from "./material.ts";

/** Segments whose review is overdue on a day. */
export const checkReviews = (segments: readonly ReadSegment[], day: string): readonly Problem[] =>
  segments.flatMap((read) => {
    const { every, last } = read.segment.review ?? {};
    if (every === undefined || last === undefined) return [];
    const due = dayAfter(last, every);
    if (day <= due) return [];
    const message = `its review was due on ${due}, ${durationText(every)} after the last; look whether the segment still serves, and write last: ${day}`;
    return [warningAt(read, ["review"], message)];
  });
