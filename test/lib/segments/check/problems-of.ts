import { readDefinitions } from "../../../../lib/segments/read-definitions.ts";
import type { Folder, Problem } from "../../../../lib/workspace/workspace.ts";
import { aFolder } from "../../compute/a-company.ts";

/** A segment about which nothing is to be said but what a test is about. */
export const aSegmentFile = (rest: string, name = "Good customers"): string =>
  `name: ${name}\nwhy: Thank them\nowner: crm@example.com\n${rest}\n`;

/** The workspace of such segments; a test names what differs. */
export const workspaceWith = (differs: string): Folder => ({
  "workspace.yaml": `name: Test\ntimezone: Europe/Helsinki\ncurrency: EUR\ncountry: FI\nconsent: [advertising]\n${differs}\n`,
});

const said = ({ severity, place, message }: Problem): string =>
  `${severity} ${place.file}:${place.line}:${place.column} ${message}`;

/** What is said of segments (files by their ids) in such a workspace. */
export const problemsOf = (
  segments: Readonly<Record<string, string>>,
  differs: Folder = {},
): readonly string[] => {
  const files = Object.entries(segments).map(([id, text]) => [`segments/${id}.yaml`, text]);
  return readDefinitions(aFolder({}, { ...Object.fromEntries(files), ...differs })).problems.map(
    said,
  );
};
