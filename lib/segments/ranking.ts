import * as z from "zod";
import { all, below, call, minus, over, times, value } from "../sql/expression.ts";
import type { Expression } from "../sql/expression.ts";
import type { Features } from "./features.ts";
import type { Language } from "./language.ts";
import { inPercent } from "./range-words.ts";

/** How many from which end: so many people, or such a share of those who are ranked. */
export interface Ranking {
  readonly end: "top" | "bottom";
  readonly size:
    | { readonly is: "people"; readonly people: number }
    /** In thousandths of a percent, so that it is exact. */
    | { readonly is: "share"; readonly thousandths: number };
}

const whole = 100_000;
const sizeAdvice =
  "write a percentage up to 100%, such as 10% (at most three decimals), or a number of people, such as 500";

function sizeOf(written: string | number): Ranking["size"] | undefined {
  if (typeof written === "number")
    return Number.isSafeInteger(written) && written > 0
      ? { is: "people", people: written }
      : undefined;
  const [, percent, decimals = ""] = /^(\d{1,3})(?:\.(\d{1,3}))?%$/.exec(written) ?? [];
  const thousandths = Number(`${percent}${decimals.padEnd(3, "0")}`);
  return thousandths > 0 && thousandths <= whole ? { is: "share", thousandths } : undefined;
}

const sizeFrom = (end: Ranking["end"]) =>
  z
    .union([z.string(), z.number()], { error: sizeAdvice })
    .transform((written, context): Ranking => {
      const size = sizeOf(written);
      if (size !== undefined) return { end, size };
      context.addIssue({ code: "custom", message: sizeAdvice });
      return z.NEVER;
    });

/** The keys of a ranking, for a map that may hold others too. */
export const rankingShape = {
  top: sizeFrom("top").optional(),
  bottom: sizeFrom("bottom").optional(),
};

/** The one ranking of a map; says so when there are two. */
export function oneRanking(
  { top, bottom }: { readonly top?: Ranking | undefined; readonly bottom?: Ranking | undefined },
  context: z.core.$RefinementCtx,
): Ranking | undefined {
  if (top !== undefined && bottom !== undefined)
    context.addIssue({ code: "custom", message: "write top or bottom, one of them" });
  return top ?? bottom;
}

/** Who is ranked (never unknown), and by what. */
export interface Ranked {
  /** What is worked out is called after it: `spend`. */
  readonly name: string;
  readonly among: Expression;
  readonly of: Expression;
}

/** How many of the ranked come before each of them, from the top or the bottom, and how many there are. */
export function standing({ name, among, of }: Ranked, end: Ranking["end"], features: Features) {
  const partitionBy = [among];
  const rank = over(call("rank"), {
    partitionBy,
    orderBy: [{ by: of, descending: end === "top" }],
  });
  return {
    before: features.everybody(
      `${name} ${end === "top" ? "above" : "below"}`,
      minus(rank, value(1)),
    ),
    people: features.everybody(`${name} ranked`, over(call("count"), { partitionBy })),
  };
}

/**
 * Whether a person is among the best (or the least): fewer than so many stand before them, so that ties at
 * the edge are all in. The ⌈p·n⌉ best are those before whom fewer than p·n stand. Who is not ranked is not
 * among them.
 */
export function isAmong({ end, size }: Ranking, ranked: Ranked, features: Features): Expression {
  const { before, people } = standing(ranked, end, features);
  const enough =
    size.is === "people"
      ? below(before, value(size.people))
      : below(times(before, value(whole)), times(people, value(size.thousandths)));
  return all(ranked.among, enough);
}

const ends = {
  top: { en: "top", fi: ["ylin", "ylimmät"], sv: "högsta" },
  bottom: { en: "bottom", fi: ["alin", "alimmat"], sv: "lägsta" },
} as const;

/** `the top 10%`, `ylimmät 500`, `de högsta 10 %`. */
export function rankingWords({ end, size }: Ranking, language: Language): string {
  const share = size.is === "share";
  const many = share ? inPercent(language)(size.thousandths / 10) : String(size.people);
  const { en, fi, sv } = ends[end];
  return {
    en: `the ${en} ${many}`,
    fi: `${fi[share ? 0 : 1]} ${many}`,
    sv: share ? `de ${sv} ${many}` : `de ${many} ${sv}`,
  }[language];
}
