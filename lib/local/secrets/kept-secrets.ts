import { randomUUID } from "node:crypto";
import { readFile, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import * as z from "zod";
import { arnOf } from "../template/pseudo-parameters.ts";

const storedSchema = z.record(
  z.string(),
  z.object({ value: z.string().optional(), version: z.string(), created: z.number() }),
);
export type Stored = z.infer<typeof storedSchema>;

/** All secrets, in one file that only its owner can read. */
export interface KeptSecrets {
  readonly stored: Stored;
  /** Writes a new version. Answers as the API does. */
  put(name: string, value: string | undefined): Promise<Written>;
}

interface Written {
  readonly ARN: string;
  readonly Name: string;
  readonly VersionId: string;
}

export const secretArnPrefix = arnOf("secretsmanager", "secret:");

/** A secret's name from its name or its ARN. */
export const secretName = (id: string): string =>
  id.startsWith(secretArnPrefix) ? id.slice(secretArnPrefix.length) : id;

export interface SecretsOptions {
  readonly state: string;
  readonly now: () => Date;
}

export async function openKeptSecrets({ state, now }: SecretsOptions): Promise<KeptSecrets> {
  const file = path.join(state, "secrets.json");
  const text = await readFile(file, "utf8").catch(() => "{}");
  const stored = storedSchema.parse(JSON.parse(text));
  let written = Promise.resolve();
  const write = async () => {
    await writeFile(`${file}.new`, JSON.stringify(stored), { mode: 0o600 });
    await rename(`${file}.new`, file);
  };
  return {
    stored,
    put: async (name, value) => {
      const version = randomUUID();
      const created = stored[name]?.created ?? now().getTime() / 1000;
      stored[name] = { value, version, created };
      written = written.then(write);
      await written;
      return { ARN: secretArnPrefix + name, Name: name, VersionId: version };
    },
  };
}
