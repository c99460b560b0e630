import type { Rulebook, Segment } from "../segments/contract.ts";
import { isAdPlatform } from "../workspace/ad-platforms.ts";
import type { CheckFinding, Summary } from "./contract.ts";

/**
 * Platforms show nothing to audiences with fewer people: 100 at Google (Data Manager API, send audience members,
 * read 2026-11-12), and as many at Meta.
 */
const platformMinimum = 100;

/** A customer base carries a segment with audiences for every so many customers, and these few in any case. */
const customersEach = 1000;
const alwaysCarried = 3;

/**
 * What a comparison of shares can show (two-sided at 5%, seen in four cases of five: 1.96 + 0.84 standard
 * errors): whether advertising that doubles a purchase rate of 10% would stand out.
 */
const errors = 2.8;
const rate = 0.1;
const doubled = rate;

/** The sum of 1/n over both groups must not be greater. */
const mostNoise = (doubled / errors) ** 2 / (rate * (1 - rate));

/** Whether so many held out, against the others, can ever show a difference. */
export const showsDifference = (heldOut: number, others: number): boolean =>
  1 / heldOut + 1 / others <= mostNoise;

/** The least share to hold out of so many people; undefined where no share would do. */
export function leastShare(people: number): number | undefined {
  const room = 1 - 4 / (people * mostNoise);
  return room < 0 ? undefined : (1 - Math.sqrt(room)) / 2;
}

const numbers = new Intl.NumberFormat("en-GB");
const count = (of: number): string => numbers.format(Math.round(of));

function holdoutSaying(share: number, people: number): string | undefined {
  const heldOut = share * people;
  if (share === 0 || people === 0 || showsDifference(heldOut, people - heldOut)) return undefined;
  const least = leastShare(people);
  const otherwise =
    least === undefined
      ? "no share of so few people would do, so hold out nobody"
      : `hold out ${Math.ceil(least * 100)}% or more, or nobody`;
  return `holding out ${count(heldOut)} of ${count(people)} people can never show a difference: even advertising that doubles purchases would not stand out; ${otherwise}`;
}

const warning = (
  { id: segment, place }: Pick<Segment, "id" | "place">,
  message: string | undefined,
): readonly CheckFinding[] =>
  message === undefined ? [] : [{ severity: "warning", by: "data", segment, place, message }];

/** Whether some of a segment's audiences are advertised to. */
const advertised = ({ to }: Segment, { workspace }: Rulebook): boolean =>
  workspace.destinations.some(
    ({ id, platform }) =>
      isAdPlatform(platform) && to.some(({ destination }) => destination === id),
  );

function sizeSaying(segment: Segment, size: number, rulebook: Rulebook): string | undefined {
  if (size >= platformMinimum || !advertised(segment, rulebook)) return undefined;
  return size === 0
    ? "nobody is in this segment; ask for less, or take its to out"
    : `only ${count(size)} people are in this segment, and platforms show nothing to fewer than ${platformMinimum}; ask for less, or join it with another segment`;
}

const ofWorkspace = (message: string): CheckFinding => ({
  severity: "warning",
  by: "data",
  segment: null,
  place: { file: "workspace.yaml", line: 1, column: 1 },
  message,
});

function tooMany({ segments }: Rulebook, customers: number): readonly CheckFinding[] {
  const reaching = segments.filter(({ to }) => to.length > 0).length;
  const carried = Math.max(alwaysCarried, Math.floor(customers / customersEach));
  if (customers === 0 || reaching <= carried) return [];
  return [
    ofWorkspace(
      `${count(reaching)} segments have audiences, and ${count(customers)} customers carry ${count(carried)} (one for every ${count(customersEach)}, and ${alwaysCarried} in any case); start with two or three, and add others when these have shown what they are worth`,
    ),
  ];
}

function standingHoldout({ workspace }: Rulebook, customers: number): readonly CheckFinding[] {
  const saying = holdoutSaying(workspace.settings.holdout, customers);
  return saying === undefined ? [] : [ofWorkspace(saying)];
}

/** Segments that are too small for a platform or for their holdout, and more segments than the customers carry. */
export function planSizeFindings(
  { customers, segments }: Pick<Summary, "customers" | "segments">,
  rulebook: Rulebook,
): readonly CheckFinding[] {
  const sizes = new Map(segments.map(({ id, size }) => [id, size]));
  return [
    ...tooMany(rulebook, customers),
    ...standingHoldout(rulebook, customers),
    ...rulebook.segments.flatMap((segment) => {
      const size = sizes.get(segment.id) ?? 0;
      return [
        ...warning(segment, sizeSaying(segment, size, rulebook)),
        ...warning(segment, holdoutSaying(segment.holdout, size)),
      ];
    }),
  ];
}
