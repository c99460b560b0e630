import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/** Gives a run of the tests a temporary folder of its own, and takes away all that they left there. */
export function setup(): () => void {
  const folder = mkdtempSync(path.join(tmpdir(), "audience-tests-"));
  // oxlint-disable-next-line node/no-process-env -- os.tmpdir() asks for it, and workers inherit it
  process.env["TMPDIR"] = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}
