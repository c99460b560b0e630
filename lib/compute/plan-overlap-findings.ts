import type { SegmentId } from "../core/ids.ts";
import type { Rulebook, Segment } from "../segments/contract.ts";
import type { CheckFinding, Overlap, Summary } from "./contract.ts";

/** Two segments with so high a Jaccard are nearly the same. */
const nearlySame = 0.8;
/** From here on they are poorly told apart: they share more people than each has for itself. */
const poorlyDistinct = 0.5;

const percent = (share: number): string => `${Math.round(share * 100)}%`;

/** Segments that a segment asks for, also by way of others. */
function askedFor(id: SegmentId, { clauses }: Rulebook): ReadonlySet<SegmentId> {
  const found = new Set<SegmentId>();
  const walk = (one: SegmentId): void => {
    for (const { segment, references } of clauses) {
      if (segment !== one) continue;
      for (const asked of references.filter((of) => !found.has(of))) {
        found.add(asked);
        walk(asked);
      }
    }
  };
  walk(id);
  return found;
}

interface Pair {
  readonly one: Segment;
  readonly other: Segment;
}

/** Whether somebody has thought of the two lying over each other. */
function isMeant({ one, other }: Pair, rulebook: Rulebook): boolean {
  const { exclusive } = one;
  return (
    one.strategy === "everyone" ||
    other.strategy === "everyone" ||
    one.exclude.includes(other.id) ||
    other.exclude.includes(one.id) ||
    (exclusive !== undefined && exclusive.group === other.exclusive?.group) ||
    askedFor(one.id, rulebook).has(other.id) ||
    askedFor(other.id, rulebook).has(one.id)
  );
}

const hasAudiences = ({ to }: Segment): boolean => to.length > 0;

/** A segment without audiences may well lie within another: it is there to be asked for. */
function containment(
  { one, other }: Pair,
  { both }: Overlap,
  sizes: ReadonlyMap<SegmentId, number>,
): string | undefined {
  if (!hasAudiences(one) || !hasAudiences(other)) return undefined;
  const [inner, outer] =
    (sizes.get(one.id) ?? 0) <= (sizes.get(other.id) ?? 0) ? [one, other] : [other, one];
  return sizes.get(inner.id) === both
    ? `everybody in ${inner.id} is in ${outer.id} too: these people are shown the advertisements of both; exclude one in the other, or put both into one exclusive group`
    : undefined;
}

function saying(
  pair: Pair,
  overlap: Overlap,
  sizes: ReadonlyMap<SegmentId, number>,
): string | undefined {
  const { one, other } = pair;
  const { jaccard } = overlap;
  if (jaccard >= nearlySame)
    return `${one.id} and ${other.id} are nearly the same people (${percent(jaccard)} of all who are in either are in both); keep one of them`;
  if (jaccard >= poorlyDistinct)
    return `${one.id} and ${other.id} are hard to tell apart (${percent(jaccard)} of all who are in either are in both); sharpen their rules, or put them into one exclusive group`;
  return containment(pair, overlap, sizes);
}

/** Segments that are nearly the same, hard to tell apart, or one within the other, unless that is meant. */
export function planOverlapFindings(
  overlaps: readonly Overlap[],
  sized: Summary["segments"],
  rulebook: Rulebook,
): readonly CheckFinding[] {
  const segments = new Map(rulebook.segments.map((segment) => [segment.id, segment]));
  const sizes = new Map(sized.map(({ id, size }) => [id, size]));
  return overlaps.flatMap((overlap) => {
    const [one, other] = [segments.get(overlap.a), segments.get(overlap.b)];
    if (one === undefined || other === undefined || isMeant({ one, other }, rulebook)) return [];
    const message = saying({ one, other }, overlap, sizes);
    const { id: segment, place } = other;
    return message === undefined
      ? []
      : [{ severity: "warning", by: "data", segment, place, message }];
  });
}
