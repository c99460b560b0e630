import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll } from "vitest";
import { folderObjects } from "../../../../lib/adapters/files/folder-objects.ts";
import { objectsContract } from "../../../contracts/objects.contract.ts";

const folder = mkdtempSync(path.join(tmpdir(), "folder-objects-"));
afterAll(() => rmSync(folder, { recursive: true }));

objectsContract("a folder", () => folderObjects(folder));
