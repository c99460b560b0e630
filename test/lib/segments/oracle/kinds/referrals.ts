import * as fc from "fast-check";
import { countBrought, dayOf } from "../company.ts";
import type { Look, Referral } from "../company.ts";
import { oracle } from "../oracle-kind.ts";
import { perhaps } from "../perhaps.ts";
import { aRange, inRange } from "../ranges.ts";
import type { Range } from "../ranges.ts";
import { aWindow, inWindow } from "../windows.ts";
import type { Window } from "../windows.ts";

type ReferralsRule = {
  readonly count?: Range;
  readonly joined?: "yes" | "no";
} & (Window | object);

const windowOf = (rule: ReferralsRule): Window | undefined =>
  "within" in rule || "before" in rule || "between" in rule ? rule : undefined;

const hasJoined = ({ referred_member: referred }: Referral, { company }: Look): boolean =>
  company.customers.some(({ memberId }) => memberId === referred);

export const referralsOracle = oracle<ReferralsRule>({
  rule: fc
    .tuple(
      fc.oneof(
        fc.constant({}),
        aRange([0, 1, 2, 3]).map((count) => ({ count })),
      ),
      perhaps(fc.constantFrom("yes" as const, "no" as const).map((joined) => ({ joined }))),
      perhaps(aWindow),
    )
    .map(([count, joined, window]) => ({ ...count, ...joined, ...window })),
  holds: (rule, memberId, look) => {
    const window = windowOf(rule);
    const brought = look.company.referrals.filter(
      (one) =>
        one.memberId === memberId &&
        one.referred_at <= look.now &&
        (rule.joined === undefined || hasJoined(one, look) === (rule.joined === "yes")) &&
        (window === undefined ||
          inWindow(window, { day: dayOf(one.referred_at, look), time: one.referred_at }, look)),
    );
    return inRange(rule.count ?? { "at-least": 1 }, countBrought(brought));
  },
});
