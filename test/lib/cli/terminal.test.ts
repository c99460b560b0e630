import { expect, test } from "vitest";
import { aligned, count, signed, terminal } from "../../../lib/cli/terminal.ts";

function caught(settings: { readonly json: boolean; readonly colour: boolean }) {
  const written = { stdout: "", stderr: "" };
  const stream = (name: keyof typeof written) => ({
    write: (text: string) => (written[name] += text),
  });
  const out = terminal({ stdout: stream("stdout"), stderr: stream("stderr") }, settings);
  return { out, written };
}

test("under --json stdout has one document and nothing else; progress goes to stderr", () => {
  const { out, written } = caught({ json: true, colour: true });
  out.progress("Starting …");
  out.say("a line for people");
  out.json({ files: [] });
  expect(JSON.parse(written.stdout)).toEqual({ files: [] });
  expect(written.stderr).toBe("Starting …\n");
});

test("without --json people get their lines, and no document", () => {
  const { out, written } = caught({ json: false, colour: false });
  out.json({ files: [] });
  out.say("a line for people");
  expect(written.stdout).toBe("a line for people\n");
});

test("colours are used only where they are shown", () => {
  const coloured = caught({ json: false, colour: true }).out;
  const plain = caught({ json: false, colour: false }).out;
  for (const style of ["bold", "muted", "warn"] as const) {
    expect(coloured[style]("title")).toContain("\u001B[");
    expect(plain[style]("title")).toBe("title");
  }
});

test("columns are aligned, numbers on the right, and no line ends in spaces", () => {
  const table = aligned(
    [{ title: "segment" }, { title: "members", right: true }, { title: "state" }],
    [
      ["hyvät asiakkaat", "1,204", "in sync"],
      ["new", "9", ""],
    ],
  );
  expect(table.split("\n")).toEqual([
    "  segment          members  state",
    "  hyvät asiakkaat    1,204  in sync",
    "  new                    9",
  ]);
});

test("counts have thousands apart, changes their sign, and a minus is a minus", () => {
  expect([count(1_204_000), count(0)]).toEqual(["1,204,000", "0"]);
  expect([signed(1204), signed(0), signed(-9)]).toEqual(["+1,204", "0", "−9"]);
});
