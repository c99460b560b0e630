import { existsSync } from "node:fs";
import { stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { scratchFolder } from "../../../../lib/adapters/files/scratch-folder.ts";

async function* two() {
  yield Buffer.from("one ");
  yield Buffer.from("");
  yield Buffer.from("two");
}

test("a scratch folder is its owner's alone, keeps what is written, and is gone afterwards", async () => {
  const scratch = await scratchFolder(path.join(tmpdir(), "audience-sync-test"));
  await scratch.write("a", two());
  let text = "";
  for await (const chunk of scratch.read("a")) text += Buffer.from(chunk).toString();
  expect(text).toBe("one two");
  expect((await stat(scratch.folder)).mode & 0o077).toBe(0);
  await scratch.remove();
  expect(existsSync(scratch.folder)).toBe(false);
});

async function* broken() {
  yield Buffer.from("one");
  throw new Error("the source broke");
}

test("a failure of what is written is thrown", async () => {
  const scratch = await scratchFolder(path.join(tmpdir(), "audience-sync-test"));
  await expect(scratch.write("a", broken())).rejects.toThrow("the source broke");
  await scratch.remove();
});
