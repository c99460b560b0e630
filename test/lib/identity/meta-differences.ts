import { isValidPhoneNumber } from "libphonenumber-js/max";
import type { MetaKind, MetaVector } from "./meta-test-vectors.ts";

/** A case in which we give another text than Meta's own library, on purpose. */
export interface Difference {
  readonly kinds: readonly MetaKind[];
  /** What it is about, what Meta's library makes of it, and what we do. */
  readonly about: string;
  readonly meta: string;
  readonly we: string;
  readonly why: string;
  readonly source: string;
  /** Whether this is what sets the two apart. */
  readonly holds: (vector: MetaVector, ours: string | undefined) => boolean;
}

const guide = "Meta's Custom Audience guide, 2026-09-12";
const google = "Google's Data Manager guide, Format user data";
const house = "our own rule";

const isHash = ({ input }: MetaVector) => /^[\da-f]{64}$/i.test(input);
const isNothing = (ours: string | undefined) => ours === undefined;

/** The first row that holds explains a vector; a row that explains none is stale. */
export const differences: readonly Difference[] = [
  {
    kinds: ["name", "city", "state", "postalCode", "email"],
    about: "a hash in large letters",
    meta: "leaves it as it came",
    we: "send small letters",
    why: "hashes are compared as text, and Meta's are small; PIIUtil in the same package makes it small as well",
    source: guide,
    holds: (vector, ours) => isHash(vector) && ours === vector.expected?.toLowerCase(),
  },
  {
    kinds: ["name", "city", "state", "postalCode", "email"],
    about: "the hash of the empty text (e3b0c442…)",
    meta: "passes it on",
    we: "drop it",
    why: "files that arrive hashed hold it for everybody who lacks the value, and it would match whoever else lacks it",
    source: house,
    holds: ({ input }, ours) => /^e3b0c442.*b855$/i.test(input) && isNothing(ours),
  },
  {
    kinds: ["phone"],
    about: "a hash",
    meta: "passes it on",
    we: "drop it",
    why: "the platforms hash different texts of a number, with and without +, and a hash does not say which it is of",
    source: `${guide}; ${google}`,
    holds: (vector, ours) => isHash(vector) && isNothing(ours),
  },
  {
    kinds: ["gender", "country", "birthDate"],
    about: "a hash",
    meta: "passes it on",
    we: "drop it",
    why: "segments ask for the age, the country and the gender themselves, and Google for the country in plain text",
    source: house,
    holds: (vector, ours) => isHash(vector) && isNothing(ours),
  },
  {
    kinds: ["name"],
    about: "a dash that a word processor made of a hyphen",
    meta: "keeps it",
    we: "take it out",
    why: "the guide wants no punctuation; – is the same hyphen, and Mary-Jane is one person",
    source: guide,
    holds: ({ expected }, ours) => ours === expected?.replaceAll(/[–—]/gu, ""),
  },
  {
    kinds: ["name"],
    about: "more than 256 letters",
    meta: "keeps them",
    we: "drop it",
    why: "nobody is called so: a cell of another column has slipped in",
    source: house,
    holds: ({ input }, ours) => input.length > 256 && isNothing(ours),
  },
  {
    kinds: ["city"],
    about: "letters with accents (Göteborg)",
    meta: "leaves the letter out (gteborg)",
    we: "write it as a–z (goteborg)",
    why: 'the guide asks for "the Roman alphabet translation" and a–z alone',
    source: guide,
    holds: ({ input, expected = "" }, ours = "") =>
      /\P{ASCII}/u.test(input) && ours.length > expected.length && /^[a-z]+$/.test(ours),
  },
  {
    kinds: ["city"],
    about: "digits (Tårnby 2)",
    meta: "keeps them, or drops a town that begins with one",
    we: "take them out",
    why: "the guide wants a–z alone",
    source: guide,
    holds: ({ input, expected = input }, ours) =>
      /\d/.test(input) && ours === expected.toLowerCase().replaceAll(/[^a-z]/g, ""),
  },
  {
    kinds: ["state"],
    about: "a region outside the US (Ontario, Uusimaa)",
    meta: "abbreviates Canada's and cuts the rest to two letters (uu)",
    we: "send its whole name",
    why: "two letters are for the states of the US; elsewhere the guide wants the name in small letters",
    source: guide,
    holds: ({ input, expected }, ours) =>
      expected?.length === 2 && ours === input.toLowerCase().replaceAll(/[^a-z]/g, ""),
  },
  {
    kinds: ["state"],
    about: "in the US, what is no state (Calif., TexasState, unknown)",
    meta: "looks for a state within it, else cuts it to two letters (Carolina becomes ca)",
    we: "drop it",
    why: "half a name is a guess, and the first two letters are often another state's",
    source: guide,
    holds: (_, ours) => isNothing(ours),
  },
  {
    kinds: ["country"],
    about: "U.K.",
    meta: "uk",
    we: "gb",
    why: "ISO 3166-1 calls it GB",
    source: guide,
    holds: ({ expected }, ours) => expected === "uk" && ours === "gb",
  },
  {
    kinds: ["country"],
    about: "what is no country's code or name (unknown, Fr., us123, zz)",
    meta: "looks for a country within it, else takes its first two letters (Germánia becomes ge, Georgia)",
    we: "drop it",
    why: "two letters that stand for another country are worse than none",
    source: `${guide}: ISO 3166-1 alpha-2`,
    holds: ({ expected }, ours) => (expected ?? "").length <= 2 && isNothing(ours),
  },
  {
    kinds: ["postalCode"],
    about: "a space within (A1 B2, 114 55)",
    meta: "keeps it",
    we: "take it out",
    why: "the guide wants no spaces",
    source: guide,
    holds: ({ expected }, ours) => ours === expected?.replaceAll(" ", ""),
  },
  {
    kinds: ["postalCode"],
    about: "what has not the shape of a code: 2–12 letters, digits, spaces, dashes, and a digit",
    meta: "sends it, up to the first dash (SE-211 20 becomes se)",
    we: "drop it",
    why: "Google takes postal codes in plain text, so nothing else may slip through",
    source: google,
    holds: ({ input }, ours) =>
      isNothing(ours) && (!/\d/.test(input) || !/^[a-z\d][a-z\d -]{1,11}$/i.test(input)),
  },
  {
    kinds: ["phone"],
    about: "no + and not dialled from here (4792813113 in the US)",
    meta: "takes the digits for a whole number",
    we: "read it as the row's country dials",
    why: "a number that is none there would be a guess at a stranger's",
    source: `${guide}: with the country code`,
    holds: ({ input, expected }, ours) =>
      !input.includes("+") && isValidPhoneNumber(`+${expected}`) && ours !== expected,
  },
  {
    kinds: ["phone"],
    about: "digits that no network has given out (555-123-4567, 911, 1-800-FLOWERS)",
    meta: "sends whatever digits there are, an extension's too",
    we: "drop it",
    why: "it matches nobody or somebody else",
    source: "libphonenumber's full metadata",
    holds: ({ expected }, ours) => isNothing(ours) && !isValidPhoneNumber(`+${expected}`),
  },
  {
    kinds: ["email"],
    about: "dots at an end or side by side before the @",
    meta: "drops it",
    we: "keep it",
    why: "such mailboxes exist, and Google's own example has two dots in a row (j.e.f..ferson.Loves.hiking@gmail.com)",
    source: "Google's data-manager-node, formatter test",
    holds: ({ input, expected }, ours) =>
      isNothing(expected) && ours === input && /^\.|\.\.|\.@/.test(input),
  },
  {
    kinds: ["email"],
    about: "a bar before the @",
    meta: "keeps it",
    we: "drop it",
    why: "a bar stands between the several values of a column",
    source: house,
    holds: ({ input }, ours) => input.includes("|") && isNothing(ours),
  },
  {
    kinds: ["gender"],
    about: "titles, kinship, pronouns (mrs, count, chick, he)",
    meta: "reads a gender from them",
    we: "say unknown, and send nothing",
    why: "a gender is read from the words for it alone, never guessed",
    source: house,
    holds: ({ expected }, ours) => !isNothing(expected) && isNothing(ours),
  },
  {
    kinds: ["gender"],
    about: "Nordic words (nainen, kvinna, k, Mann)",
    meta: "drops them",
    we: "read them in fi, sv, no, da and en",
    why: "the guide wants f or m, whatever language the file is in",
    source: guide,
    holds: ({ expected }, ours) => isNothing(expected) && (ours === "f" || ours === "m"),
  },
  {
    kinds: ["birthDate"],
    about: "a date among other words or numbers",
    meta: "picks out the first three numbers",
    we: "drop it",
    why: "a cell that holds more than a date holds another column's",
    source: house,
    holds: ({ input }, ours) =>
      isNothing(ours) && (/\p{L}/u.test(input) || (input.match(/\d+/g) ?? []).length > 3),
  },
  {
    kinds: ["birthDate"],
    about: "the year last, or the day before the month (3/9/1985, 9-3-1985)",
    meta: "takes the month first, unless it is over 12 (9.3.1985 becomes 3 September)",
    we: "drop it, but for 9.3.1985, which is the ninth of March everywhere; a column map names the format",
    why: "reading only the days over 12 would get the other days' months wrong, silently",
    source: house,
    holds: ({ input }, ours) =>
      isNothing(ours) && (/\d{4}\s*$/.test(input) || /^\d{4}-(?:1[3-9]|[23]\d)-/.test(input)),
  },
  {
    kinds: ["birthDate"],
    about: "signs that dates are not written with (1990|12|31, 1990.12-31)",
    meta: "reads any sign",
    we: "read - / and . (the same twice)",
    why: "a bar stands between several values; the rest is no date",
    source: house,
    holds: ({ input }, ours) => isNothing(ours) && /^\d{4}[^\d]\d\d[^\d]\d\d$/.test(input),
  },
  {
    kinds: ["customerId"],
    about: "large letters and inner spaces",
    meta: "makes them small and takes them out",
    we: "keep the id as it is, trimmed",
    why: "the guide takes ids in their own format, the same every time, and C-1 and c-1 may be two customers",
    source: guide,
    holds: ({ input, expected }, ours) =>
      ours === input.trim() && expected === input.toLowerCase().replaceAll(/\s/g, ""),
  },
];
