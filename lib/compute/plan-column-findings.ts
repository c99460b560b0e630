import type { ClauseAbout, Rulebook } from "../segments/contract.ts";
import type { CheckFinding, Coverage } from "./contract.ts";
import type { Looked, LookedColumn, LookedText } from "./look-at-columns.ts";

/** A column that fewer than this share of the customers have is a thin ground for a rule. */
const thin = 0.5;
/** From this share of unknown people on, what `not` says of them is told. */
const many = 0.2;

const percent = (share: number): string => `${Math.round(share * 100)}%`;
const numbers = new Intl.NumberFormat("en-GB");

const at = ({ segment, place }: Pick<ClauseAbout, "segment" | "place">, message: string) =>
  ({ severity: "warning", by: "data", segment, place, message }) as const;

/** Of how many each column is known: of all people for those of customers, else of the dataset's rows. */
export const coverageOf = ({ columns }: Looked, people: number): readonly Coverage[] =>
  columns.map(({ dataset, column, filled, rows }) => ({
    dataset,
    column,
    known: filled,
    of: dataset === "customers" ? Math.max(people, rows) : rows,
  }));

/** Whose rows say something of every customer, or of every line; others need not. */
const expected: ReadonlySet<string> = new Set(["customers", "orders"]);

/** Clauses over columns that fewer than half the customers have. */
export const planThinColumns = (
  coverage: readonly Coverage[],
  { clauses }: Rulebook,
): readonly CheckFinding[] =>
  coverage
    .filter(({ dataset, known, of }) => expected.has(dataset) && of > 0 && known < thin * of)
    .flatMap(({ dataset, column, known, of }) =>
      clauses
        .filter(({ asks }) => asks.some((one) => one.dataset === dataset && one.column === column))
        .map((clause) => {
          const whose = dataset === "customers" ? "customers" : "order lines";
          return at(
            clause,
            `${column} is known of ${percent(known / of)} of the ${whose} only, so this rule passes most of them over; ask for something that more of them have, or gather it first`,
          );
        }),
    );

/** Clauses under `not` that also hold for many people of whom they are not known. */
export const planUnknownNots = (
  unknown: ReadonlyMap<string, number>,
  people: number,
  { clauses }: Rulebook,
): readonly CheckFinding[] =>
  clauses
    .filter(({ negated }) => negated)
    .flatMap((clause) => {
      const lacking = unknown.get(clause.column) ?? 0;
      if (people === 0 || lacking < many * people) return [];
      const columns = clause.asks
        .filter(({ dataset }) => dataset === "customers")
        .map(({ column }) => column);
      const what = columns.length === 0 ? "this" : columns.join(" or ");
      const message = `not is true also for the ${numbers.format(lacking)} people (${percent(lacking / people)}) of whom ${what} is not known; where they are not meant, ask for what is known of them beside it`;
      return [at(clause, message)];
    });

/** A text that a clause looks for in several places is missing only where none of them has it. */
const isMissing = (text: LookedText, texts: readonly LookedText[]): boolean =>
  texts.every(
    (other) =>
      other.found === 0 ||
      other.clause !== text.clause ||
      other.column !== text.column ||
      other.text !== text.text,
  );

/** The texts that no row has, each once for its clause. */
export const missingTexts = ({ texts }: Looked): readonly LookedText[] => [
  ...new Map(
    texts
      .filter((text) => isMissing(text, texts))
      .map((text) => [`${text.clause}\n${text.column}\n${text.text}`, text]),
  ).values(),
];

/** Of a column that is empty enough is said already. */
const isEmpty = ({ dataset, rows, filled }: LookedColumn): boolean =>
  expected.has(dataset) && rows > 0 && filled === 0;

const inWords = (
  texts: readonly LookedText[],
  nearest: ReadonlyMap<LookedText, string>,
): string => {
  const [only, second] = texts;
  const near = only === undefined ? undefined : nearest.get(only);
  if (second === undefined)
    return `${only?.text}: nobody${near === undefined ? "" : `; nearest ${near}`}`;
  const said = texts.map((text) => {
    const meant = nearest.get(text);
    return meant === undefined ? text.text : `${text.text} (nearest ${meant})`;
  });
  return `${said.join(", ")}: nobody`;
};

/** Values that were never seen in the data: those of a clause and a column together. */
export function planMissingTexts(
  looked: Looked,
  nearest: ReadonlyMap<LookedText, string>,
): readonly CheckFinding[] {
  const missing = missingTexts(looked);
  return looked.columns
    .filter((column) => !isEmpty(column))
    .flatMap(({ dataset, column, rows }) => {
      const ofColumn = missing.filter((one) => one.dataset === dataset && one.column === column);
      return [...new Set(ofColumn.map(({ clause }) => clause))].flatMap((clause) => {
        const texts = ofColumn.filter((one) => one.clause === clause);
        const [first] = texts;
        const advice =
          rows === 0
            ? `; there are no ${dataset} yet`
            : `. No row of ${dataset} has it in ${column}; look how it is written there`;
        return first === undefined ? [] : [at(first, `${inWords(texts, nearest)}${advice}`)];
      });
    });
}
