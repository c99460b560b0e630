import { expect, test } from "vitest";
import { whoIs } from "../../compute/who-is.ts";
import { inWords, wrongWith } from "../a-rule.ts";
import { aCustomer, whatIsFound } from "../what-is-found.ts";

test("a segment can ask for another, which may ask for a third, in any order of files", async () => {
  expect(
    await whoIs({
      rules: {
        "a-last": "{ all: [{ segment: middle }, { not: { segment: z-first } }] }",
        middle: "{ any: [{ segment: z-first }, { place: { country: SE } }] }",
        "z-first": "{ place: { country: FI } }",
      },
      dropped: {
        customers: [
          { memberId: "f", country: "FI" },
          { memberId: "s", country: "SE" },
          { memberId: "n", country: "NO" },
        ],
      },
    }),
  ).toEqual({ "a-last": "s", middle: "f s", "z-first": "f" });
});

test("it is told in words, and whether somebody is in it", async () => {
  expect(inWords("{ segment: other }")).toEqual([
    "in the segment other",
    "segmentissä other",
    "i segmentet other",
  ]);
  const customers = [aCustomer({ country: "SE" })];
  expect(await whatIsFound({ segment: "in-finland" }, { customers })).toEqual([
    "in the segment in-finland: false yes-no (yes)",
  ]);
});

test("an unknown segment is told with the nearest one", () =>
  expect(wrongWith("{ segment: othr }")).toEqual([
    "there is no segment “othr”. Did you mean “other”?",
  ]));
