import { createHash } from "node:crypto";
import { type FileId, fileIdSchema } from "../core/ids.ts";
import type { InboxObject } from "./ports.ts";

/** The same version of the same object is the same file, however often its event comes. */
export const fileIdOf = ({ key, version }: InboxObject): FileId =>
  fileIdSchema.parse(
    createHash("sha256")
      .update(`${key}\n${version ?? ""}`)
      .digest("hex")
      .slice(0, 16),
  );
