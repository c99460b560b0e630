import { readDefinitions } from "../../../lib/segments/read-definitions.ts";
import type { Asked } from "../../../lib/segments/rule-kind.ts";
import { clausesOf } from "../../../lib/segments/rule.ts";
import type { Folder } from "../../../lib/workspace/workspace.ts";
import { aFolder } from "../compute/a-company.ts";

/** What a rule asks the data about. */
export function askedOf(who: string, differs: Folder = {}): readonly Asked[] {
  const { definitions } = readDefinitions(aFolder({ asked: who }, differs));
  return [...(definitions?.rules.values() ?? [])].flatMap((rule) =>
    clausesOf(rule).flatMap(({ clause }) => clause.asks),
  );
}
