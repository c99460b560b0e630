import { expect, test } from "vitest";
import { sayShownByData } from "../../../lib/cli/shown-by-data.ts";
import type { ShownByData } from "../../../lib/cli/shown-by-data.ts";
import { terminal } from "../../../lib/cli/terminal.ts";
import { aRunReport } from "../../builders/run-reports.ts";

function said(shown: ShownByData): string {
  let text = "";
  const stream = { write: (more: string) => (text += more) };
  sayShownByData(
    shown,
    terminal({ stdout: stream, stderr: stream }, { json: false, colour: false }),
  );
  return text;
}

const report = aRunReport({});

test("what the newest run's data shows is told with its place, and whose it is", () => {
  const finding = {
    severity: "warning",
    place: { file: "segments/cats.yaml", line: 4, column: 9 },
    message: "pets/cat: nobody; nearest pets/cats",
  } as const;
  expect(said({ report, problems: [finding] })).toBe(
    `By the data of ${report.run}, and the definitions it used:\nsegments/cats.yaml:4:9: warning: pets/cat: nobody; nearest pets/cats\n`,
  );
  expect(said({ report, problems: [] })).toContain("nothing to look at.");
});

test("where there is no data, one line says why", () => {
  expect(said({ report: undefined, because: "no run has ended yet" })).toBe(
    "What only the data shows is not told: no run has ended yet.\n",
  );
});
