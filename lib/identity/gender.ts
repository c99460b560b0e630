import { smallText } from "./clean-text.ts";

export type Gender = "f" | "m" | "unknown";

/** Finnish, Swedish, Norwegian, Danish, English. A lone `n` is nobody's: nainen, nej, neutral or not asked. */
const women: ReadonlySet<string> = new Set(
  "f female woman girl k kvinna kvinnlig kvinne kvinnelig kvinde kvindelig nainen naispuolinen flicka jente pige tyttö".split(
    " ",
  ),
);
const men: ReadonlySet<string> = new Set(
  "m male man boy manlig mann mannlig mand mandlig mies miespuolinen pojke gutt dreng poika".split(
    " ",
  ),
);

/** Read from the usual words; anything else is unknown, never a guess. */
export function genderOf(raw: string): Gender {
  const word = smallText(raw);
  if (women.has(word)) return "f";
  return men.has(word) ? "m" : "unknown";
}

/** Meta: `f` or `m`; unknown is not sent (guide, 2026-09-12). Google takes no gender. */
export const metaGender = (gender: Gender): string | undefined =>
  gender === "unknown" ? undefined : gender;
