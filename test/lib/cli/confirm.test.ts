import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import { confirm } from "../../../lib/cli/confirm.ts";

/** A desk at which somebody types; without a terminal nobody sits there. */
function aDesk(typed: string, isTTY = true) {
  const input = Object.assign(new PassThrough(), { isTTY });
  const output = new PassThrough();
  input.end(`${typed}\n`);
  return { input, output, asked: () => String(output.read() ?? "") };
}

test.each([
  ["y", true],
  ["Yes", true],
  [" y ", true],
  ["n", false],
  ["", false],
  ["yesterday", false],
])("“%s” is taken for %s", async (typed, answer) => {
  const desk = aDesk(typed);
  expect(await confirm("Take it back?", desk)).toBe(answer);
  expect(desk.asked()).toContain("Take it back? (y/N) ");
});

test("where nobody can be asked nobody is", async () => {
  const desk = aDesk("y", false);
  expect(await confirm("Take it back?", desk)).toBeUndefined();
  expect(desk.asked()).toBe("");
});
