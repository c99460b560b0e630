import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  cleanText,
  dayOf,
  momentOf,
  pathOf,
  withoutEnd,
  wordOf,
} from "../../../lib/ingest/typed-cells.ts";
import { castOrNull, value } from "../../../lib/sql/expression.ts";
import { zoneOffsets } from "../../../lib/core/zone-offsets.ts";
import { differing, text, valuesOf } from "../../builders/value-of-each.ts";
import {
  slowCleanText,
  slowDay,
  slowMoment,
  slowMomentBy,
  slowPath,
  slowWithoutEnd,
  slowWord,
} from "./slow-cells.ts";

/** So many texts at once, since a query costs more than they do. */
const many = <T>(of: fc.Arbitrary<T>) => fc.array(of, { minLength: 300, maxLength: 300 });
const runs = { numRuns: 10 };

const made = (pieces: readonly string[], maxLength = 10) =>
  fc.array(fc.constantFrom(...pieces), { maxLength }).map((parts) => parts.join(""));

const hour = 3_600_000;
const years = { from: 1900, until: 2200 };

/** A time as people and machines write it: milliseconds since 1970 on the clock of its own place. */
const clockText = (local: number) => new Date(local).toISOString().replace("T", " ").slice(0, 19);

const anyClock = fc.integer({ min: Date.UTC(years.from, 0, 1), max: Date.UTC(years.until, 0, 1) });

/** Times in the hours around the changes of a zone's offset, by the clock or in UTC. */
const aroundChanges = (zone: string): fc.Arbitrary<number> => {
  const changes = zoneOffsets(zone, { from: 1996, until: 2044 });
  return fc
    .tuple(
      fc.constantFrom(...changes),
      fc.integer({ min: -26 * hour, max: 26 * hour }),
      fc.constantFrom(1, 1000, hour / 4),
    )
    .map(([{ since, offset }, apart, grid]) => since + offset + Math.round(apart / grid) * grid);
};

const aroundDecades = fc
  .tuple(fc.constantFrom(2000, 2040), fc.integer({ min: -15 * hour, max: 15 * hour }))
  .map(([year, apart]) => Date.UTC(year, 0, 1) + apart);

const clocks = (zone: string) => fc.oneof(anyClock, aroundDecades, aroundChanges(zone));

const endings = [
  "",
  "Z",
  "z",
  " Z",
  " UTC",
  "UTC",
  "+02:00",
  "+0200",
  "+02",
  "-05:30",
  "-05",
  " +02:00",
  " -0330",
  "+14:00",
  "+02:00Z",
  "+02:00 Z",
  "ZZ",
  ".25",
  ".25Z",
  ".123456789-03:00",
];

/** A time's text with all that may be left out, written otherwise, or said about its zone. */
const timeTexts = (zone: string) =>
  fc
    .tuple(
      clocks(zone),
      fc.constantFrom(19, 19, 16, 13, 10),
      fc.constantFrom(" ", "T", "  ", "t"),
      fc.constantFrom("", ...endings),
    )
    .map(([clock, length, between, ending]) =>
      clockText(clock).slice(0, length).replace(" ", between).concat(ending),
    );

const oddTimes = made(
  [
    "2026-03-29",
    "2026-3-9",
    " ",
    "T",
    "03:30",
    ":00",
    ":",
    "-",
    "+",
    "02",
    "Z",
    "UTC",
    ".5",
    "infinity",
    "epoch",
    "(BC)",
    "\t",
    "ä",
  ],
  6,
);

const zones = [
  "Europe/Helsinki",
  "Europe/Stockholm",
  "America/New_York",
  "UTC",
  "America/Sao_Paulo",
  "Australia/Lord_Howe",
  "Africa/Casablanca",
  "Pacific/Apia",
  "Asia/Tokyo",
];

describe.each(zones)("in %s", (timezone) => {
  const iso = momentOf(text, { format: undefined, timezone });

  test("an ISO time is the moment that the calendar gives for it, also in nights when clocks change", async () => {
    const texts = many(fc.oneof({ weight: 4, arbitrary: timeTexts(timezone) }, oddTimes));
    await fc.assert(
      fc.asyncProperty(texts, async (cells) => {
        expect(await differing(cells, iso, slowMoment(text, timezone))).toEqual([]);
      }),
      runs,
    );
  });

  test("an offset that no clock on earth has is no time", async () => {
    const cells = ["+99:00", "-15", "+14:01", "+02:60", "-2400"].map(
      (offset) => `2026-01-02 10:00:00${offset}`,
    );
    expect(await differing(cells, iso, castOrNull(value(null), "TIMESTAMP"))).toEqual([]);
  });

  test("a time in a format of its own is the same moment", async () => {
    const format = "%Y-%m-%d %H:%M:%S";
    const fast = momentOf(text, { format, timezone });
    await fc.assert(
      fc.asyncProperty(many(clocks(timezone).map(clockText)), async (cells) => {
        expect(await differing(cells, fast, slowMomentBy(text, format, timezone))).toEqual([]);
      }),
      runs,
    );
  });

  test("the day of a moment is the calendar's", async () => {
    const moment = castOrNull(text, "TIMESTAMP");
    await fc.assert(
      fc.asyncProperty(many(clocks(timezone).map(clockText)), async (cells) => {
        expect(await differing(cells, dayOf(moment, timezone), slowDay(moment, timezone))).toEqual(
          [],
        );
      }),
      runs,
    );
  });
});

test("a format with an offset is read by that, wherever the workspace is", async () => {
  const format = "%d.%m.%Y %H:%M %z";
  const offsets = fc.constantFrom("+02:00", "-05", "+0000", "", "UTC");
  const texts = fc.tuple(anyClock, offsets).map(([clock, offset]) => {
    const [year, month, day] = clockText(clock).slice(0, 10).split("-");
    return `${day}.${month}.${year} ${clockText(clock).slice(11, 16)} ${offset}`;
  });
  const fast = momentOf(text, { format, timezone: "Europe/Helsinki" });
  await fc.assert(
    fc.asyncProperty(many(texts), async (cells) => {
      expect(await differing(cells, fast, slowMomentBy(text, format, "Europe/Helsinki"))).toEqual(
        [],
      );
    }),
    runs,
  );
});

test("cells are clean as `trim` and NFC of JavaScript make them", async () => {
  const pieces = [
    ..."aZ~!0 \t\u00a0\u202f\u3000\ufeff\u0085\u007f\u00a1\u167f\u1680".split(""),
    ..."äÖßșœ€–’“\u0301\u0308e\u212b\u2126한\u1100\u1161가\u0958".split(""),
    "\u{1f600}",
    "\u{2f800}",
  ];
  await fc.assert(
    fc.asyncProperty(many(made(pieces, 6)), async (cells) => {
      expect(await differing(cells, cleanText(text), slowCleanText(text))).toEqual([]);
      expect(await valuesOf(cleanText(text), cells)).toEqual(
        cells.map((cell) => cell.trim().normalize("NFC") || null),
      );
    }),
    runs,
  );
});

test("an ending is taken off once, and only at the end", async () => {
  const texts = many(made(["17850", ".", "0", ".0", "ä", "\n", "x0"], 5));
  await fc.assert(
    fc.asyncProperty(texts, async (cells) => {
      expect(await differing(cells, withoutEnd(text, ".0"), slowWithoutEnd(text, "\\.0"))).toEqual(
        [],
      );
    }),
    runs,
  );
});

test("paths have no spaces beside their slashes and no empty steps", async () => {
  const texts = many(made(["pets", "cat food", "/", "/", " ", "\t", "\n", "\u00a0", "ä", "//"], 8));
  await fc.assert(
    fc.asyncProperty(texts, async (cells) => {
      expect(await differing(cells, pathOf(text), slowPath(text))).toEqual([]);
    }),
    runs,
  );
});

test("words are read in any case, and others not at all", async () => {
  const words = ["online", "store", "phone"];
  const texts = many(made(["online", "Online", "STORE", "store", "phone", " ", "ſtore", "x"], 2));
  await fc.assert(
    fc.asyncProperty(texts, async (cells) => {
      expect(await differing(cells, wordOf(text, words), slowWord(text, words))).toEqual([]);
    }),
    runs,
  );
});
