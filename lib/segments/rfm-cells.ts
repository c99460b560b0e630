import type { RfmPart } from "./contract.ts";
import type { Phrase } from "./language.ts";

/** Cells of the RFM analysis, in the order in which they are tried; who is in none is among the others. */
export const rfmCells = [
  "champions",
  "cannot-lose",
  "loyal",
  "new",
  "promising",
  "potential-loyal",
  "need-attention",
  "about-to-sleep",
  "at-risk",
  "lost",
  "others",
] as const;
export type RfmCell = (typeof rfmCells)[number];

type Scores = readonly [low: number, high: number];
interface CellRanges extends Readonly<Record<RfmPart, Scores>> {
  readonly cell: RfmCell;
}

/** Cells as ranges of scores; the first that matches is the person's. */
export const rfmCellRanges: readonly CellRanges[] = [
  { cell: "champions", recency: [4, 5], frequency: [4, 5], monetary: [4, 5] },
  { cell: "cannot-lose", recency: [1, 1], frequency: [4, 5], monetary: [4, 5] },
  { cell: "loyal", recency: [2, 5], frequency: [3, 5], monetary: [3, 5] },
  { cell: "new", recency: [4, 5], frequency: [1, 1], monetary: [1, 1] },
  { cell: "promising", recency: [3, 4], frequency: [1, 1], monetary: [1, 1] },
  { cell: "potential-loyal", recency: [3, 5], frequency: [1, 3], monetary: [1, 3] },
  { cell: "need-attention", recency: [2, 3], frequency: [2, 3], monetary: [2, 3] },
  { cell: "about-to-sleep", recency: [2, 3], frequency: [1, 2], monetary: [1, 2] },
  { cell: "at-risk", recency: [1, 2], frequency: [2, 5], monetary: [2, 5] },
  { cell: "lost", recency: [1, 2], frequency: [1, 2], monetary: [1, 2] },
];

/** What the people of a cell are called. */
export const rfmCellNames: Readonly<Record<RfmCell, Phrase>> = {
  champions: { en: "champions", fi: "huippuasiakkaat", sv: "toppkunder" },
  "cannot-lose": {
    en: "not to be lost",
    fi: "tärkeät pois lipsuvat",
    sv: "de som inte får förloras",
  },
  loyal: { en: "loyal", fi: "uskolliset", sv: "lojala" },
  new: { en: "new", fi: "uudet", sv: "nya" },
  promising: { en: "promising", fi: "lupaavat", sv: "lovande" },
  "potential-loyal": {
    en: "potentially loyal",
    fi: "mahdollisesti uskolliset",
    sv: "möjligen lojala",
  },
  "need-attention": {
    en: "in need of attention",
    fi: "huomiota kaipaavat",
    sv: "de som behöver uppmärksamhet",
  },
  "about-to-sleep": {
    en: "about to sleep",
    fi: "hiipumassa olevat",
    sv: "de som är på väg att somna",
  },
  "at-risk": { en: "at risk", fi: "lähtövaarassa olevat", sv: "de som är i riskzonen" },
  lost: { en: "lost", fi: "menetetyt", sv: "förlorade" },
  others: { en: "others", fi: "muut", sv: "övriga" },
};
