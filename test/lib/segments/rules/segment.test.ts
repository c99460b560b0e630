import { expect, test } from "vitest";
import { whoIs } from "../../compute/who-is.ts";

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
