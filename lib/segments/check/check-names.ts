import { partOf } from "../../workspace/read-yaml.ts";
import type { Problem } from "../../workspace/workspace.ts";
import { warningAt } from "./material.ts";
import type { Material, ReadSegment } from "./material.ts";

const hasOtherLetters = (name: string): boolean => /(?=\p{L})[^\p{Script=Latin}]/u.test(name);

/** A run of letters that can be spoken. */
const word = /(?=\p{L}*[aeiouyåäöæøáéíóúü])\p{L}{3,}/iu;

/** A name that was made for a machine: `SEG_04`, `q3b`, `loyalCustomers`. Names in other letters are let be. */
export function readsLikeCode(name: string): boolean {
  if (hasOtherLetters(name)) return false;
  if (!word.test(name) || name.includes("_")) return true;
  return !/\s/.test(name) && /\p{L}\d|\d\p{L}|^\p{Ll}{2,}.*\p{Lu}/u.test(name);
}

/** Names as they are written, by language; one text is the name in the first language. */
function writtenNames({ document, segment }: ReadSegment, languages: readonly string[]) {
  const [first = ""] = languages;
  const written = partOf(document, ["name"]);
  if (typeof written === "string") return [{ language: first, name: written, path: ["name"] }];
  return Object.entries(segment.names)
    .filter(([language]) => partOf(document, ["name", language]) !== undefined)
    .map(([language, name]) => ({ language, name, path: ["name", language] }));
}

function missingNames(read: ReadSegment, languages: readonly string[]): readonly Problem[] {
  const given = writtenNames(read, languages).map(({ language }) => language);
  const missing = languages.filter((language) => !given.includes(language));
  if (missing.length === 0) return [];
  const example = languages.map((language) => `${language}: …`).join(", ");
  const message = `there is no name in ${missing.join(" and ")}; write name: { ${example} }`;
  return [warningAt(read, ["name"], message)];
}

const codes = (read: ReadSegment, languages: readonly string[]): readonly Problem[] =>
  writtenNames(read, languages)
    .filter(({ name }) => readsLikeCode(name))
    .slice(0, 1)
    .map(({ name, path }) =>
      warningAt(
        read,
        path,
        `“${name}” reads like a code; call these people by what they are, in words that everybody in the company understands`,
      ),
    );

function unsaid(read: ReadSegment): readonly Problem[] {
  const { why, owner } = read.segment;
  return [
    ...(why === undefined
      ? [warningAt(read, [], "nothing says what this segment is for; write why: …")]
      : []),
    ...(owner === undefined
      ? [warningAt(read, [], "nobody answers for this segment; write owner: …")]
      : []),
  ];
}

/** Names that somebody cannot read, segments that nobody explains or answers for. */
export const checkNames = ({ segments, workspace }: Material): readonly Problem[] =>
  segments.flatMap((read) => [
    ...missingNames(read, workspace.settings.languages),
    ...codes(read, workspace.settings.languages),
    ...unsaid(read),
  ]);
