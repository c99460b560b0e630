import * as z from "zod";
import { all, column } from "../sql/expression.ts";
import { oneOrMore, strict } from "../workspace/yaml-schemas.ts";
import { columnCondition } from "./column-condition.ts";
import type { ColumnCondition, ColumnType } from "./column-condition.ts";
import type { Features } from "./features.ts";
import { orOf } from "./language.ts";
import type { Language, Phrase } from "./language.ts";
import type { LineFilter } from "./order-measures.ts";
import { inMoney, rangeWords } from "./range-words.ts";
import { inRange, money, rangeSchema } from "./ranges.ts";
import type { Asked, RuleContext } from "./rule-kind.ts";
import { inSeason } from "./seasons.ts";
import type { SeasonDays } from "./seasons.ts";
import { textMatches } from "./texts.ts";
import { inWindow } from "./windows.ts";
import type { Moment, Window } from "./windows.ts";

/** Conditions over columns and attributes of an order line, by name; all that are given hold. */
export type Where = Readonly<Record<string, ColumnCondition | undefined>>;

/** When a line was ordered. */
export const orderedAt: Moment = { day: column("ordered_on"), time: column("ordered_at") };

/** Columns of an order line that `where` may ask for, by what they hold. */
const lineColumns = {
  order_id: "text",
  ordered_at: "time",
  product_id: "text",
  product_name: "text",
  category: "path",
  quantity: "number",
  channel: "text",
} as const satisfies Record<string, ColumnType>;

const kindWords: Readonly<Record<"sale" | "return", Phrase>> = {
  sale: { en: "sale", fi: "myynti", sv: "köp" },
  return: { en: "return", fi: "palautus", sv: "retur" },
};

const kind = oneOrMore(z.enum(["sale", "return"], { error: "write sale or return" })).transform(
  (any): ColumnCondition => ({
    holds: ({ day }) => textMatches({ any }, day, "one"),
    words: (language) =>
      orOf(
        any.map((one) => kindWords[one][language]),
        language,
      ),
    texts: [],
  }),
);

const amount = rangeSchema(money).transform((range): ColumnCondition => ({
  holds: ({ day }) => inRange(range, day),
  words: (language) => rangeWords(range, language, inMoney(language)),
  texts: [],
}));

/** How `where` is written, over the lines of a workspace's orders. */
export function whereSchema({ workspace }: RuleContext): z.ZodType<Where> {
  const attributes = Object.entries(workspace.datasets.orders.attributes).map(
    ([name, { type }]): [string, ColumnType] => [name, type],
  );
  const types: [string, ColumnType][] = [...attributes, ...Object.entries(lineColumns)];
  return strict({
    ...Object.fromEntries(types.map(([name, type]) => [name, columnCondition(type).optional()])),
    kind: kind.optional(),
    amount: amount.optional(),
  });
}

const given = (where: Where): readonly (readonly [name: string, of: ColumnCondition])[] =>
  Object.entries(where).flatMap(([name, of]) => (of === undefined ? [] : [[name, of] as const]));

/** Whether nothing is asked. */
export const asksNothing = (where: Where): boolean => given(where).length === 0;

function subject(name: string): Moment {
  if (name === "ordered_at") return orderedAt;
  return { day: column(name === "amount" ? "amount_cents" : name) };
}

/** Which lines are looked at. */
export interface Lines {
  readonly where?: Where | undefined;
  readonly window?: Window | undefined;
  readonly season?: SeasonDays | undefined;
}

/** The condition that a line is one of these; undefined: all are. */
export function lineFilter(
  { where = {}, window, season }: Lines,
  { clock }: Pick<Features, "clock">,
): LineFilter {
  const conditions = [
    ...(window === undefined ? [] : [inWindow(window, orderedAt, clock)]),
    ...(season === undefined ? [] : [inSeason(season, orderedAt.day)]),
    ...given(where).map(([name, condition]) => condition.holds(subject(name), clock)),
  ];
  return conditions.length === 0 ? undefined : all(...conditions);
}

const labels: Readonly<Record<string, Phrase>> = {
  order_id: { en: "order", fi: "tilaus", sv: "beställning" },
  ordered_at: { en: "ordered", fi: "tilattu", sv: "beställt" },
  product_id: { en: "product", fi: "tuote", sv: "produkt" },
  product_name: { en: "product name", fi: "tuotteen nimi", sv: "produktnamn" },
  category: { en: "category", fi: "tuoteryhmä", sv: "kategori" },
  quantity: { en: "quantity", fi: "määrä", sv: "antal" },
  channel: { en: "channel", fi: "kanava", sv: "kanal" },
  kind: { en: "kind", fi: "laji", sv: "slag" },
  amount: { en: "amount", fi: "summa", sv: "belopp" },
};

/** What a column or attribute of a line is called. */
export const lineColumnWords = (name: string, language: Language): string =>
  labels[name]?.[language] ?? name.replaceAll(/[_-]/g, " ");

/** `channel online, category pets/cats`. */
export const linesAskedWords = (where: Where, language: Language): string =>
  given(where)
    .map(([name, condition]) => `${lineColumnWords(name, language)} ${condition.words(language)}`)
    .join(", ");

/** `(channel online, category pets/cats)`; nothing where nothing is asked. */
export function whereWords(where: Where, language: Language): string {
  const said = linesAskedWords(where, language);
  return said === "" ? "" : `(${said})`;
}

/** What `where` asks about. */
export const whereAsks = (where: Where): readonly Asked[] =>
  given(where).map(([name, { texts }]) => ({
    dataset: "orders",
    column: name,
    texts,
    ...(name === "category" ? { path: true } : {}),
  }));
