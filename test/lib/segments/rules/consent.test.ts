import { expect, test } from "vitest";
import { whoIs } from "../../compute/who-is.ts";
import { inWords, wrongWith } from "../a-rule.ts";

const answer = (memberId: string, granted: boolean, at: string) => ({
  memberId,
  purpose: "email",
  granted,
  at: `${at} 10:00:00`,
});

test("consents are asked as they stand: newest wins, a tie is no, a no to come counts, a yes to come does not", async () => {
  expect(
    await whoIs({
      rules: {
        yes: "{ consent: { email: yes } }",
        no: "{ consent: { email: no } }",
        known: "{ consent: { email: { known: yes } } }",
        unknown: "{ consent: { email: { known: no } } }",
        both: "{ consent: { email: yes, advertising: no } }",
      },
      dropped: {
        customers: ["a", "b", "c", "d", "e", "f", "g"].map((memberId) => ({ memberId })),
        consents: [
          answer("a", false, "2026-01-01"),
          answer("a", true, "2026-02-01"),
          answer("b", true, "2026-02-01"),
          answer("b", false, "2026-02-01"),
          answer("c", true, "2026-02-01"),
          answer("c", false, "2026-12-24"),
          answer("d", true, "2026-12-24"),
          answer("e", true, "2026-02-01"),
          { ...answer("e", true, "2026-02-01"), purpose: "advertising" },
          { ...answer("f", true, "2026-02-01"), purpose: "advertising" },
        ],
      },
    }),
  ).toEqual({
    yes: "a e",
    no: "b c d f g",
    known: "a b c e",
    unknown: "d f g",
    both: "a",
  });
});

test("the rule reads in each language", () => {
  expect(inWords("{ consent: { email: no } }")).toEqual([
    "consent to email not granted",
    "suostumusta ei annettu: email",
    "samtycke till email inte givet",
  ]);
});

test.each([
  ["{ consent: {} }", "write a purpose and yes or no, such as email: no"],
  ["{ consent: { email: true } }", "write yes or no"],
])("%s is refused: %s", (who, message) => {
  expect(wrongWith(who).join("\n")).toContain(message);
});
