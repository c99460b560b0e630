import { PlatformFailure } from "../../lib/core/failure.ts";
import type { PushInput } from "../../lib/push/contract.ts";
import type { Delivery } from "../../lib/push/ports.ts";
import { noGuard } from "./push-definitions.ts";
import type { Person } from "./push-lake.ts";
import type { PushWorld } from "./push-world.ts";

/** The same numbers for the same seed (mulberry32). */
export function dice(seed: number) {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d_2b_79_f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    next,
    below: (n: number) => Math.floor(next() * n),
    chance: (share: number) => next() < share,
    some: <T>(of: readonly T[], share: number) => of.filter(() => next() < share),
  };
}
export type Dice = ReturnType<typeof dice>;

interface Somebody extends Person {
  readonly emails: readonly string[];
  readonly phones: readonly string[];
  inSegment: boolean;
  consent: "yes" | "no" | "none";
  erased: boolean;
  objects: boolean;
}
export type People = Record<string, Somebody>;

const own = (kind: string, house: number, n: number): string[] =>
  Array.from({ length: n }, (_, i) => `${kind}-${house}-${i}`);

function somebody(roll: Dice, house: number, was: Somebody | undefined): Somebody {
  const moved = was === undefined || roll.chance(0.3);
  const silent = roll.chance(0.5) ? "no" : "none";
  return {
    emails: moved ? roll.some(own("e", house, 3), 0.4) : was.emails,
    phones: moved ? roll.some(own("p", house, 2), 0.4) : was.phones,
    inSegment: roll.chance(0.7),
    consent: roll.chance(0.75) ? "yes" : silent,
    erased: was?.erased === true || roll.chance(0.02),
    objects: roll.chance(0.02),
  };
}

/** People in households of three, who share e-mails and phones among themselves and with nobody else. */
export const randomPeople = (roll: Dice, households: number, before: People = {}): People =>
  Object.fromEntries(
    Array.from({ length: households * 3 }, (_, n): [string, Somebody] => {
      const house = Math.floor(n / 3);
      const name = `h${house}-${n % 3}`;
      return [name, somebody(roll, house, before[name])];
    }),
  );

const contactsOf = ({ emails, phones }: Somebody) => [...emails, ...phones];

const saidNo = ({ consent, objects }: Somebody): boolean => consent === "no" || objects;

/** E-mails and phones of people who said no. */
export const refusedIn = (people: People): Set<string> =>
  new Set(Object.values(people).flatMap((one) => (saidNo(one) ? contactsOf(one) : [])));

/** Who should be at the platform, said as plainly as can be. */
export const eligibleIn = (people: People): Somebody[] => {
  const refused = refusedIn(people);
  return Object.values(people).filter(
    (one) =>
      one.inSegment &&
      !one.erased &&
      !saidNo(one) &&
      one.consent === "yes" &&
      contactsOf(one).length > 0 &&
      !contactsOf(one).some((contact) => refused.has(contact)),
  );
};

export async function settle(world: PushWorld, people: People): Promise<void> {
  await world.setPeople(people);
  await world.setConsents(
    Object.entries(people).flatMap(([who, { consent }]) =>
      consent === "none" ? [] : [{ who, granted: consent === "yes" }],
    ),
  );
  await world.setObjections(Object.keys(people).filter((name) => people[name]?.objects === true));
  const erased = Object.keys(people).filter((name) => people[name]?.erased === true);
  world.erased.splice(0, world.erased.length, ...erased);
}

const noAnswer = () =>
  new PlatformFailure("no answer", { code: "unknown-outcome", remedy: "later" });

/** Calls and writes of a night that go wrong: somewhere, in one of the ways of the world. */
function troubles(world: PushWorld, roll: Dice) {
  const late: Delivery[] = [];
  const kinds = ["none", "lost", "late", "unanswered", "refused", "crash", "dead"] as const;
  const begin = () => {
    const kind = kinds[roll.below(kinds.length)] ?? "none";
    let left = roll.below(kind === "crash" ? 25 : 8);
    const now = () => (left -= 1) === -1;
    world.platform.before = (delivery) => {
      if (kind === "lost" && now()) throw noAnswer();
      if (kind === "refused" && now())
        throw new PlatformFailure("no", { code: "throttled", remedy: "later" });
      if (kind === "dead" && left-- <= 0)
        throw new PlatformFailure("dead", { code: "token", remedy: "human" });
      if (kind === "late" && now()) {
        late.push(delivery);
        throw noAnswer();
      }
    };
    world.platform.after = () => {
      if (kind === "unanswered" && now()) throw noAnswer();
    };
    world.stores.before = (what) => {
      if (kind === "crash" && now()) throw new Error(`crash before ${what}`);
    };
  };
  const end = () => {
    world.platform.before = () => undefined;
    world.platform.after = () => undefined;
    world.stores.before = () => undefined;
  };
  /** Time goes by: what was late arrives, and what was accepted ends. */
  const wait = (seconds: number) => {
    world.moveClock(seconds);
    for (const delivery of late.splice(0)) world.platform.apply(delivery);
    if (roll.chance(0.8)) world.platform.finishAll(roll.chance(0.85) ? "done" : "failed");
  };
  return { begin, end, wait };
}
type Troubles = ReturnType<typeof troubles>;

/** Pushes until done; false when something was thrown. */
async function attempt(
  world: PushWorld,
  push: { readonly run: Parameters<PushWorld["step"]>[0]; readonly lane: PushInput["lane"] },
  { wait }: Pick<Troubles, "wait">,
): Promise<boolean> {
  for (let tries = 0; tries < 60; tries += 1) {
    try {
      const step = await world.step(push.run, push.lane);
      if (step.done)
        return (await world.audiences.read(world.audience))?.value.report?.failure == null;
      wait(step.wait);
    } catch (error) {
      if (error instanceof Error && /no answer|crash before|^no$/.test(error.message)) return false;
      throw error;
    }
  }
  throw new Error("the push never ended");
}

/** Whether the platform has yet to say how something ended. */
const isWaiting = async ({ audiences, audience }: PushWorld): Promise<boolean> =>
  (await audiences.read(audience))?.value.batches.some(({ state }) => state === "accepted") ??
  false;

/**
 * One night with troubles: some pushes are tried again, some are left to the next night. Gives
 * whether everybody who had to leave was surely removed at once.
 */
export async function badNight(world: PushWorld, roll: Dice, people: People): Promise<boolean> {
  const trouble = troubles(world, roll);
  world.paused.is = roll.chance(0.15);
  world.change({
    segment: { guard: roll.chance(0.2) ? { shrink: 0.05, grow: 0.05, minimum: 1 } : noGuard },
  });
  const members = Object.keys(people).filter((name) => people[name]?.inSegment === true);
  const run = await world.generation(members);
  trouble.begin();
  let removed = await attempt(world, { run, lane: "removals" }, trouble);
  if (!removed && roll.chance(0.6)) {
    trouble.end();
    removed = await attempt(world, { run, lane: "removals" }, trouble);
  }
  removed = removed && !(await isWaiting(world));
  if (
    roll.chance(0.8) &&
    !(await attempt(world, { run, lane: "all" }, trouble)) &&
    roll.chance(0.5)
  ) {
    trouble.end();
    await attempt(world, { run, lane: "all" }, trouble);
  }
  trouble.end();
  return removed;
}

/** One night on which nothing goes wrong. */
export async function quietNight(world: PushWorld, people: People) {
  world.paused.is = false;
  world.platform.slow = false;
  world.change({ segment: { guard: noGuard } });
  const members = Object.keys(people).filter((name) => people[name]?.inSegment === true);
  const run = await world.generation(members);
  const wait = (seconds: number) => {
    world.moveClock(seconds);
    world.platform.finishAll();
  };
  for (const lane of ["removals", "all"] as const) await attempt(world, { run, lane }, { wait });
  return (await world.record()).report;
}
