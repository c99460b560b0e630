import { spoken } from "../../../lib/segments/language.ts";
import { readDefinitions } from "../../../lib/segments/read-definitions.ts";
import type { Folder } from "../../../lib/workspace/workspace.ts";
import { aFolder } from "../compute/a-company.ts";

/** A workspace.yaml that says more than a small one. */
export const aWorkspace = (more: string): Folder => ({
  "workspace.yaml": `name: Test\ntimezone: Europe/Helsinki\ncurrency: EUR\ncountry: FI\nconsent: [advertising]\n${more}\n`,
});

const read = (who: string, differs: Folder) =>
  readDefinitions(aFolder({ asked: who, other: "{ orders: {} }" }, differs));

/** A rule as it is told, in English, Finnish and Swedish; there is a segment `other`. */
export function inWords(who: string, differs: Folder = {}): readonly (string | undefined)[] {
  const { definitions, problems } = read(who, differs);
  const segment = definitions?.segments.find(({ id }) => id === "asked");
  if (definitions === undefined || segment === undefined)
    throw new Error(problems.map(({ message }) => message).join("\n"));
  return spoken.map((language) => definitions.describe(segment.id, language));
}

/** What is wrong with a rule. */
export const wrongWith = (who: string, differs: Folder = {}): readonly string[] =>
  read(who, differs).problems.flatMap(({ severity, message }) =>
    severity === "error" ? [message] : [],
  );
