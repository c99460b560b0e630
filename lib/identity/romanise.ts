/** Letters that are no accented a–z to Unicode, though people write them as these. */
const written: Readonly<Record<string, string>> = {
  æ: "ae",
  œ: "oe",
  ø: "o",
  þ: "th",
  ð: "d",
  đ: "d",
  ß: "ss",
  ł: "l",
  ŋ: "n",
  ŧ: "t",
  ı: "i",
};
const onlyLetters = /^[a-z]*$/;
const accents = /\p{M}+/gu;
const writtenLetters = /[æœøþðđßłŋŧı]/gu;
const notAToZ = /[^a-z]+/g;

/**
 * A place's name in a–z, everything else left out: Meta asks for "the Roman alphabet translation" of towns and
 * regions. Göteborg → goteborg, København K. → kobenhavnk, Tromsø → tromso. Empty for other alphabets.
 * (Meta's own libraries drop the letter instead, gteborg, or keep it; which of them Meta matches is not published.)
 */
export function romanise(text: string): string {
  const small = text.toLowerCase();
  if (onlyLetters.test(small)) return small;
  return text
    .normalize("NFKD")
    .toLowerCase()
    .replace(accents, "")
    .replace(writtenLetters, (letter) => written[letter] ?? "")
    .replace(notAToZ, "");
}
