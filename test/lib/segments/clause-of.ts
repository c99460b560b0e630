import { readDefinitions } from "../../../lib/segments/read-definitions.ts";
import { clausesOf } from "../../../lib/segments/rule.ts";
import type { Folder } from "../../../lib/workspace/workspace.ts";
import { aFolder } from "../compute/a-company.ts";

/** The one clause of a `who` in YAML, else what is to be mended. */
export function clauseOf(who: string, differs: Folder = {}) {
  const { definitions, problems } = readDefinitions(aFolder({ s: who }, differs));
  const [rule] = definitions?.rules.values() ?? [];
  const clause = rule === undefined ? undefined : clausesOf(rule)[0]?.clause;
  const words = (["en", "fi", "sv"] as const).map((language) => clause?.words(language));
  return { clause, words, messages: problems.map(({ message }) => message) };
}
