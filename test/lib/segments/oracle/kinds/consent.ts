import * as fc from "fast-check";
import { purposes } from "../a-random-company.ts";
import type { Look } from "../company.ts";
import { oracle } from "../oracle-kind.ts";

type Asked = "yes" | "no" | { readonly known: "yes" | "no" };
type ConsentRule = Readonly<Record<string, Asked>>;

/** How a purpose stands: the newest answer, a no where two are equally new; a yes to come is none yet. */
function standing(
  purpose: string,
  memberId: string,
  { company, now }: Look,
): "granted" | "refused" | "nothing" {
  const answers = company.consents
    .filter((one) => one.memberId === memberId && one.purpose === purpose)
    .map(({ granted, at }) => ({ granted, at: at ?? now }))
    .filter(({ granted, at }) => !granted || at <= now);
  const newest = answers
    .map(({ at }) => at)
    .toSorted()
    .at(-1);
  if (newest === undefined) return "nothing";
  return answers.every(({ granted, at }) => granted || at < newest) ? "granted" : "refused";
}

const answer = fc.constantFrom("yes" as const, "no" as const);
const asked: fc.Arbitrary<Asked> = fc.oneof(
  { arbitrary: answer, weight: 2 },
  { arbitrary: answer.map((known) => ({ known })), weight: 1 },
);

export const consentOracle = oracle<ConsentRule>({
  rule: fc.dictionary(fc.constantFrom(...purposes, "sms"), asked, { minKeys: 1, maxKeys: 2 }),
  holds: (rule, memberId, look) =>
    Object.entries(rule).every(([purpose, wanted]) => {
      const stands = standing(purpose, memberId, look);
      if (typeof wanted === "object") return (stands !== "nothing") === (wanted.known === "yes");
      return (stands === "granted") === (wanted === "yes");
    }),
});
