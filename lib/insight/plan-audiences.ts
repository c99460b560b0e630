import { nothingPushed } from "../push/contract.ts";
import type { Audience, Hold, PushReport } from "../push/contract.ts";
import type { Definitions } from "../segments/contract.ts";
import type { AudienceReport, HoldReport } from "./contract.ts";

type Identity = Pick<
  AudienceReport,
  "id" | "segment" | "destination" | "platform" | "name" | "names" | "label"
>;

/** An audience that a segment asks for, or that the ledger still remembers. */
export interface KnownAudience extends Identity {
  readonly asked: boolean;
  readonly audience: Audience | undefined;
}

interface Circumstances {
  readonly run: string;
  readonly paused: boolean;
}

function askedAudiences({ workspace, segments }: Definitions): readonly Identity[] {
  const platforms = new Map(workspace.destinations.map(({ id, platform }) => [id, platform]));
  return segments.flatMap(({ id: segment, name, names, to }) =>
    to.flatMap(({ audience: id, destination, label }) => {
      const platform = platforms.get(destination);
      return platform === undefined
        ? []
        : [{ id, segment, destination, platform, name, names, label }];
    }),
  );
}

/** Audiences in the order of the segments, then those that nobody asks for while people are left in them. */
export function knownAudiences(
  definitions: Definitions,
  stored: readonly Audience[],
): readonly KnownAudience[] {
  const byId = new Map(stored.map((audience) => [audience.audience, audience]));
  const asked = askedAudiences(definitions);
  const ids = new Set(asked.map(({ id }) => id));
  const left = stored.filter(
    ({ audience, base }) => !ids.has(audience) && (base?.members ?? 0) > 0,
  );
  return [
    ...asked.map((one) => ({ ...one, asked: true, audience: byId.get(one.id) })),
    ...left.map((audience) => ({
      id: audience.audience,
      segment: audience.segment,
      destination: audience.destination,
      platform: audience.platform,
      name: audience.segment,
      names: {},
      label: audience.segment,
      asked: false,
      audience,
    })),
  ];
}

function stateOf(report: PushReport | undefined, { paused }: Circumstances) {
  if (report === undefined) return "not-pushed";
  if (report.failure !== null) return "failed";
  if (report.held !== null) return "held";
  if (paused) return "paused";
  if (report.funnel === null) return "not-pushed"; // only removals were done
  return report.pending.add + report.pending.remove === 0 ? "in-sync" : "behind";
}

const sizeOf = (report: PushReport | undefined): number | null =>
  report?.funnel == null
    ? null
    : Object.values(report.funnel.withheld).reduce((sum, n) => sum + n, report.funnel.eligible);

function moved({ run: _run, ...report }: PushReport) {
  return report;
}

const ledgerOf = (base: Audience["base"]) => ({
  members: base?.members ?? 0,
  rows: base?.rows ?? 0,
});

/** One audience as the page tells it. What an earlier run did to it is not told again. */
export function audienceReport(of: KnownAudience, now: Circumstances): AudienceReport {
  const { audience, asked, ...which } = of;
  const report = audience?.report?.run === now.run ? audience.report : undefined;
  return {
    ...which,
    state: asked ? stateOf(report, now) : "retiring",
    size: sizeOf(report),
    ledger: ledgerOf(audience?.base ?? null),
    ...(report === undefined ? nothingPushed : moved(report)),
    view: audience?.view ?? null,
  };
}

/** Holds that wait for a decision, oldest first. */
export function openHolds(holds: readonly Hold[], definitions: Definitions): HoldReport[] {
  return holds
    .filter(({ decision }) => decision === "open")
    .map((hold) => {
      const [id = "", destination = ""] = hold.audience.split("@");
      const segment = definitions.segments.find((known) => known.id === id);
      return {
        hold: hold.id,
        audience: hold.audience,
        guard: hold.guard,
        was: hold.was,
        wouldBe: hold.wouldBe,
        heldAt: hold.heldAt,
        destination,
        name: segment?.name ?? id,
        names: segment?.names ?? {},
      };
    })
    .toSorted((one, other) => Date.parse(one.heldAt) - Date.parse(other.heldAt));
}
