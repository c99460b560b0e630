import type { AudienceId, RunId } from "../core/ids.ts";
import type { Audience, PlatformView } from "../push/contract.ts";
import type { Finding, Match } from "./contract.ts";
import { count, counted, share as percent } from "./plain-numbers.ts";
import { ledgerMembers } from "./plan-ledger.ts";

/** A share that moves by more between two checks is worth a look. */
const mostMovement = 0.2;
/** Platforms count late: a share says nothing just after so large a part of the audience has changed. */
const muchChanged = 0.1;

export interface PlatformCase {
  readonly id: AudienceId;
  readonly run: RunId;
  readonly audience: Audience | undefined;
  readonly match: Match | undefined;
}

export interface PlatformVerdict {
  readonly finding: Finding;
  /** The match record as it should be now; undefined: leave it. */
  readonly match: Match | undefined;
}

type Size = NonNullable<PlatformView["size"]>;
type Told = readonly [Finding["status"], string];

const range = ({ low, high }: Size): string =>
  low === high ? count(low) : `${count(low)}–${count(high)}`;

/** A repeated check of the same run compares with the same share as the first. */
const shareBefore = ({ run, match }: PlatformCase): number | undefined =>
  match?.run === run ? (match.before ?? undefined) : match?.share;

function moved({ audience }: PlatformCase): boolean {
  const { added = 0, removed = 0 } = audience?.report ?? {};
  return added + removed > ledgerMembers(audience) * muchChanged;
}

function shareTold(of: PlatformCase, share: number, size: Size): Told {
  const before = shareBefore(of);
  const members = ledgerMembers(of.audience);
  const now = `The platform counts ${range(size)} of our ${counted(members, "member")}`;
  if (before === undefined || Math.abs(share - before) <= mostMovement) return ["ok", `${now}.`];
  const change = `${now}: ${percent(share)}, and ${percent(before)} at the last check`;
  return moved(of)
    ? ["unknown", `${change}. Much has just changed, and platforms count late.`]
    : ["finding", `${change}.`];
}

function sizeVerdict(of: PlatformCase, size: Size): PlatformVerdict {
  const members = ledgerMembers(of.audience);
  const rows = Math.max(members, of.audience?.base?.rows ?? 0);
  if (size.low > rows) {
    const detail = `The platform counts ${range(size)}, more than the ${counted(members, "member")} that we sent: somebody else adds to this audience.`;
    return { finding: finding(of, ["finding", detail]), match: undefined };
  }
  if (members === 0) return { finding: finding(of, ["ok", "Nobody is in it."]), match: undefined };
  const share = (size.low + size.high) / 2 / members;
  return {
    finding: finding(of, shareTold(of, share, size)),
    match: { run: of.run, share, before: shareBefore(of) ?? null },
  };
}

const finding = ({ id }: PlatformCase, [status, detail]: Told): Finding => ({
  check: "platform",
  audience: id,
  status,
  detail,
});

/** What the platform says of an audience against our ledger: exact equality cannot be had, movement can be seen. */
export function planPlatform(of: PlatformCase): PlatformVerdict {
  const view = of.audience?.view ?? null;
  const only = (told: Told): PlatformVerdict => ({ finding: finding(of, told), match: undefined });
  if (view === null) return only(["unknown", "The platform has not been asked yet."]);
  switch (view.status) {
    case "not-counted-yet":
      return only(["unknown", "The platform has not counted it yet."]);
    case "too-small":
      return only(["ok", "Too small for the platform to show its size."]);
    case "unusable":
      return only(["finding", `The platform says that it cannot be used: ${view.detail}`]);
    case "ready":
      return view.size === null
        ? only(["unknown", "The platform shows no size."])
        : sizeVerdict(of, view.size);
  }
}
