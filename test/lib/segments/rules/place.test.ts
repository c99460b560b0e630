import { expect, test } from "vitest";
import { whoIs } from "../../compute/who-is.ts";

test("all given parts of a place must hold; an unknown country is no country", async () => {
  expect(
    await whoIs({
      rules: {
        finland: "{ place: { country: FI } }",
        nordic: "{ place: { country: [SE, NO, FI] } }",
        helsinki: '{ place: { country: FI, postal: "00*" } }',
        stockholm: '{ place: { postal: ["111 22", "02100"] } }',
        uusimaa: "{ place: { region: uusimaa } }",
        abroad: "{ not: { place: { country: FI } } }",
      },
      dropped: {
        customers: [
          { memberId: "a", country: "FI", postal_code: "00100", region: "Uusimaa" },
          { memberId: "b", country: "SE", postal_code: "11122" },
          { memberId: "c", country: "FI", postal_code: "02100" },
          { memberId: "d", postal_code: "00100", region: "UUSIMAA " },
        ],
      },
    }),
  ).toEqual({
    finland: "a c",
    nordic: "a b c",
    helsinki: "a",
    stockholm: "b c",
    uusimaa: "a d",
    abroad: "b d",
  });
});
