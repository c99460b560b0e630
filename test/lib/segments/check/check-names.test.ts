import { describe, expect, test } from "vitest";
import { readsLikeCode } from "../../../../lib/segments/check/check-names.ts";
import { aSegmentFile, problemsOf, workspaceWith } from "./problems-of.ts";

test("a segment without why and owner is told, and nothing stops it", () => {
  expect(problemsOf({ s: "name: Good customers\nwho: { age: 30 }\n" })).toEqual([
    "warning segments/s.yaml:1:1 nothing says what this segment is for; write why: …",
    "warning segments/s.yaml:1:1 nobody answers for this segment; write owner: …",
  ]);
});

describe("a name in each of the workspace's languages", () => {
  const nordic = workspaceWith("languages: [fi, sv, en]");
  test.each([
    ["Kissaperheet", ["sv and en"]],
    ["{ sv: Katthem }", ["fi and en"]],
    ["{ fi: Kissaperheet, en: Cat homes }", ["sv"]],
    ["{ fi: Kissaperheet, sv: Katthem, en: Cat homes }", []],
  ])("%s", (name, missing) => {
    expect(problemsOf({ s: aSegmentFile("who: { age: 30 }", name) }, nordic)).toEqual(
      missing.map(
        (of) =>
          `warning segments/s.yaml:1:7 there is no name in ${of}; write name: { fi: …, sv: …, en: … }`,
      ),
    );
  });
});

describe("a name that reads like a code", () => {
  test.each([
    "SEG_04",
    "loyal_customers",
    "seg04",
    "Q3-B2",
    "loyalCustomers",
    "WB",
    "2026/11",
    "s1",
  ])("%s", (name) => expect(readsLikeCode(name)).toBe(true));
  test.each([
    "Loyal customers",
    "VIP",
    "Kanta-asiakkaat",
    "Top 100",
    "60+ in Espoo",
    "Ystävät",
    "Öar",
    "Кошатники",
    "猫の家",
    "iPhone owners",
    "Winback A",
  ])("%s does not", (name) => expect(readsLikeCode(name)).toBe(false));

  test("is told where it stands", () => {
    expect(problemsOf({ s: aSegmentFile("who: { age: 30 }", "{ en: SEG_04 }") })).toEqual([
      "warning segments/s.yaml:1:13 “SEG_04” reads like a code; call these people by what they are, in words that everybody in the company understands",
    ]);
  });
});
