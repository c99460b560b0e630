import type { Folder } from "../../../lib/workspace/workspace.ts";
import { aCompany, aFolder } from "./a-company.ts";
import type { Dropped } from "./a-company.ts";

/** The day on which most tests look: a Tuesday in a year that is no leap year. */
const today = "2026-11-24";

interface Asked {
  readonly rules: Readonly<Record<string, string>>;
  readonly dropped: Dropped;
  readonly now?: string;
  readonly differs?: Folder;
}

/** For whom each rule (a `who` in YAML) holds, by name, on a small hand-made company. */
export async function whoIs({ rules, dropped, now = `${today}T10:00:00Z`, differs = {} }: Asked) {
  const folder = aFolder(rules, differs);
  const company = aCompany(folder);
  await company.publish(folder);
  await company.drop(dropped);
  const summary = await company.run(now);
  const found: Record<string, string> = {};
  for (const id of Object.keys(rules)) {
    found[id] = (await company.membersOf(summary.run, id)).join(" ");
  }
  return found;
}
