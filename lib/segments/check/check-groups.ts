import { didYouMean } from "../../core/nearest.ts";
import type { Problem } from "../../workspace/workspace.ts";
import { warningAt } from "./material.ts";
import type { Material, ReadSegment } from "./material.ts";

const groupOf = ({ segment }: ReadSegment): string | undefined => segment.exclusive?.group;

function oddityOf(read: ReadSegment, all: readonly ReadSegment[]): string | undefined {
  const own = read.segment.exclusive;
  if (own === undefined) return undefined;
  const others = all.filter((one) => one !== read && groupOf(one) === own.group);
  if (others.length === 0) {
    const groups = all.map(groupOf).filter((group) => group !== undefined && group !== own.group);
    return `no other segment is in the group “${own.group}”, so it parts nobody; put another in, or take exclusive out.${didYouMean(
      own.group,
      groups.flatMap((group) => group ?? []),
    )}`;
  }
  const same = others.filter(({ segment }) => segment.exclusive?.rank === own.rank);
  return same.length === 0
    ? undefined
    : `${same.map(({ segment }) => segment.id).join(" and ")} has rank ${own.rank} in the group “${own.group}” too; give each a rank of its own, so that it is clear who comes first`;
}

/** Exclusive groups of one, and segments of a group with the same rank. */
export const checkGroups = ({ segments }: Material): readonly Problem[] =>
  segments.flatMap((read) => {
    const oddity = oddityOf(read, segments);
    return oddity === undefined ? [] : [warningAt(read, ["exclusive"], oddity)];
  });
