import type { RunInputs } from "../compute/contract.ts";
import type { AudienceId, SegmentId } from "../core/ids.ts";
import type { Definitions, Segment } from "../segments/contract.ts";
import type { Bench } from "../sql/bench.ts";
import { column, value } from "../sql/expression.ts";
import { create, createEmpty, select } from "../sql/relation.ts";
import type { Relation } from "../sql/relation.ts";
import type { Destination } from "../workspace/workspace.ts";
import type { Audience } from "./contract.ts";
import { googleRows } from "./google-rows.ts";
import { baseAt, loadBases, loadLedger } from "./load-ledger.ts";
import { loadPeople } from "./load-people.ts";
import type { Reader } from "./load-rows.ts";
import { loadConsents, loadErased, loadObjections } from "./load-stops.ts";
import { metaRows } from "./meta-rows.ts";
import { keyed } from "./plan-changes.ts";
import { refusedContacts, refusedRows, withoutConsent } from "./plan-consent.ts";
import { planEligibility } from "./plan-eligibility.ts";
import { eligibleRows, everybody, forbidden, staying } from "./plan-push.ts";
import type { RowShape } from "./row-shape.ts";

/** One audience that somebody looks at; nothing is sent. */
export interface JudgedAudience {
  readonly definitions: Definitions;
  readonly destination: Destination;
  /** Undefined when nobody asks for the audience any more. */
  readonly segment: Segment | undefined;
  /** As it stands at the platform. */
  readonly record: Audience;
}

/** What an audience that was never pushed would be kept as. */
export const neverPushed = (
  audience: AudienceId,
  segment: SegmentId,
  { id, platform }: Destination,
): Audience => ({
  audience,
  segment,
  destination: id,
  platform,
  platformId: null,
  fence: 0,
  lease: null,
  agreed: null,
  planned: null,
  opened: null,
  base: null,
  batches: [],
  report: null,
  view: null,
});

const shapeFor = (destination: Destination): RowShape =>
  destination.platform === "meta" ? metaRows(destination.identifiers) : googleRows;

/**
 * Everything but the audiences themselves that decides who may be in them now, once for all of them. Needs
 * `memberships`, `marks`, `aliases` and `merged`. Gives the people of the table `candidates`.
 */
export async function loadDeciders(
  ports: Reader,
  bench: Bench,
  inputs: RunInputs,
): Promise<Relation> {
  await loadErased(ports, bench);
  await loadObjections(ports, bench);
  await loadConsents(ports, bench, inputs.now);
  return loadPeople(ports, bench, inputs);
}

/** Tables that are about one audience. */
const ofOneAudience = [
  "present",
  "refused",
  "no base",
  "candidates",
  "everybody",
  "refused_contacts",
  "without_consent",
  "forbidden",
  "refused_rows",
  "staying",
  "rows",
  "verdicts",
  "goal",
  "ledger",
];

/** The rows that a push which nothing holds would leave at the platform: as a ledger, and by key. */
async function planGoal({ engine }: Bench): Promise<void> {
  const goal = select({ from: eligibleRows(), columns: { key: column("key") } });
  await engine.run(create("goal", goal));
  const ledger = select({ from: eligibleRows(), everything: true, columns: { sure: value(true) } });
  await engine.run(create("ledger", ledger));
}

/**
 * Judges an audience as its push would begin to, and looks at the tables `present` (the ledger), `verdicts`
 * (the first reason why each candidate is withheld), `rows`, `goal`, `staying`, `forbidden` and `ledger` (the ledger
 * as it would be afterwards); they are gone when the work has ended.
 */
export async function judgeAudience<T>(
  { ports, bench }: { readonly ports: Pick<Reader, "lake">; readonly bench: Bench },
  about: JudgedAudience & { readonly candidates: Relation; readonly people: Relation },
  look: () => Promise<T>,
): Promise<T> {
  const { engine } = bench;
  const { record, destination, segment, definitions } = about;
  const shape = shapeFor(destination);
  await loadLedger(ports, bench, { audience: record, shape });
  await loadBases(ports, bench, record);
  await engine.run(create("candidates", about.candidates));
  await engine.run(create("everybody", everybody(baseAt(bench, record.agreed))));
  await engine.run(create("refused_contacts", refusedContacts(destination.consent)));
  await engine.run(create("without_consent", withoutConsent(destination.consent)));
  await engine.run(create("forbidden", forbidden()));
  await engine.run(create("refused_rows", refusedRows(shape)));
  await engine.run(
    create("staying", select({ from: staying(shape), columns: { key: column("key") } })),
  );
  await engine.run(create("rows", keyed(shape, shape.rows(about.people))));
  await engine.run(
    segment === undefined
      ? createEmpty("verdicts", { memberId: "VARCHAR", reason: "VARCHAR" })
      : create("verdicts", planEligibility({ definitions, segment, destination })),
  );
  await planGoal(bench);
  try {
    return await look();
  } finally {
    for (const name of ofOneAudience) await engine.run({ is: "drop", name });
  }
}
