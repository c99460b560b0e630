import { expect, test } from "vitest";
import { judgeLines } from "../../builders/judge-lines.ts";

const header = "country,postal_code,place,region,municipality,latitude,longitude\n";

test("a postal code is text, whatever it looks like, and stands at a latitude and a longitude", async () => {
  const [row] = await judgeLines(
    "places",
    `${header}fi,00100,Helsinki,Uusimaa,Helsinki,60.1714,24.9316\n`,
  );
  expect(row).toEqual({
    verdict: null,
    kept: true,
    columns: {
      country: "FI",
      postal_code: "00100",
      place: "Helsinki",
      region: "Uusimaa",
      municipality: "Helsinki",
      latitude: 60.1714,
      longitude: 24.9316,
    },
  });
});

test("GeoNames' columns fit under their own names", async () => {
  const map =
    "columns: { country: country code, postal_code: postal code, place: place name, region: admin name1, municipality: admin name2 }\n";
  const [row] = await judgeLines(
    "places",
    "country code,postal code,place name,admin name1,admin code1,admin name2,latitude,longitude,accuracy\nSE,111 22,Stockholm,Stockholm,AB,Stockholm,59.3307,18.0718,4\n",
    map,
  );
  expect(row).toMatchObject({
    verdict: null,
    columns: { country: "SE", postal_code: "111 22", municipality: "Stockholm" },
  });
});

test("a place need not say where on earth it is", async () => {
  expect(await judgeLines("places", "country,postal_code\nFI,00100\n")).toMatchObject([
    { verdict: null, columns: { latitude: null, longitude: null } },
  ]);
});

test.each([
  [",00100,,,,,", "country-missing"],
  ["Finland,00100,,,,,", "country-unreadable"],
  ["F1,00100,,,,,", "country-unreadable"],
  ["FI,,,,,,", "postal_code-missing"],
  [`FI,${"0".repeat(257)},,,,,`, "postal_code-too-long"],
  ["FI,00100,,,,91,0", "latitude-unreadable"],
  ["FI,00100,,,,north,0", "latitude-unreadable"],
  ["FI,00100,,,,-90,-180.1", "longitude-unreadable"],
])("%s is rejected: %s", async (line, verdict) => {
  expect(await judgeLines("places", header + line)).toMatchObject([{ verdict, kept: false }]);
});
