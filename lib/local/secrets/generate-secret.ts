import { randomBytes } from "node:crypto";
import * as z from "zod";
import { jsonSchema } from "../template/json.ts";

export const generateSchema = z.strictObject({
  SecretStringTemplate: z.string().optional(),
  GenerateStringKey: z.string().optional(),
  PasswordLength: z.number().optional(),
  ExcludePunctuation: z.boolean().optional(),
  ExcludeCharacters: z.string().optional(),
  IncludeSpace: z.boolean().optional(),
});

/** A random secret: letters and digits, which every set of exclusions of ours allows. */
export function generateSecret(how: z.infer<typeof generateSchema>): string {
  const excluded = new Set(how.ExcludeCharacters ?? "");
  let made = "";
  while (made.length < (how.PasswordLength ?? 32)) {
    for (const sign of randomBytes(64).toString("base64").replace(/[+/=]/g, ""))
      if (!excluded.has(sign)) made += sign;
  }
  const value = made.slice(0, how.PasswordLength ?? 32);
  if (how.GenerateStringKey === undefined) return value;
  const template = z
    .record(z.string(), jsonSchema)
    .parse(JSON.parse(how.SecretStringTemplate ?? "{}"));
  return JSON.stringify({ ...template, [how.GenerateStringKey]: value });
}
