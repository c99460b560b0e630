import { oracle } from "../oracle-kind.ts";
import { aRange, inRange } from "../ranges.ts";

/** Whole years: one for each birthday that was kept, those of 29 February on 1 March in other years. */
const yearsBetween = (birth: string, day: string): number =>
  Number(day.slice(0, 4)) - Number(birth.slice(0, 4)) - (day.slice(5) < birth.slice(5) ? 1 : 0);

export const ageOracle = oracle({
  rule: aRange([0, 1, 17, 18, 24, 25, 26, 40, 64, 65, 90]),
  holds: (range, memberId, { company, day }) => {
    const birth = company.customers.find((one) => one.memberId === memberId)?.birth_date ?? null;
    if (birth === null) return null;
    return birth <= day && inRange(range, yearsBetween(birth, day));
  },
});
