import type { Node } from "constructs";
import * as z from "zod";
import { context } from "../lib/app/names.ts";

/** On a command line a list is "a,b" or JSON; in-process it is a list. */
function listFrom(value: unknown): unknown {
  if (typeof value !== "string") return value;
  if (value.trim().startsWith("[")) return JSON.parse(value);
  return value
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "");
}

const secretName = z.string().regex(/^[\w+=.@-]+$/, "letters, digits and + = . @ _ -");

const settingsSchema = z.object({
  [context.stack]: z
    .string()
    .regex(/^[a-zA-Z][a-zA-Z0-9-]{0,60}$/, "a letter, then letters, digits and dashes")
    .default("audience-sync"),
  [context.timezone]: z
    .string()
    .regex(/^[A-Za-z_]+(\/[A-Za-z0-9_+-]+)*$/, "a zone of the IANA list, e.g. Europe/Helsinki")
    .default("UTC"),
  [context.refreshAt]: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, "HH:MM, in quotes")
    .default("03:00"),
  [context.secretPrefix]: z
    .string()
    .regex(/^[\w+=.@/-]+$/, "letters, digits and / + = . @ _ -")
    .optional(),
  [context.platformSecrets]: z.preprocess(listFrom, z.array(secretName)).default([]),
});

/** What the template must know of the workspace. */
export type Settings = Required<z.infer<typeof settingsSchema>>;

/**
 * Reads the settings from the app's context. Everything has a default, so that a bare synth works;
 * secrets are called by the stack's name, so that two stacks fit into one account. Throws a ZodError
 * that names the unusable key.
 */
export function readSettings(node: Node): Settings {
  const given = Object.values(context).map((key): [string, unknown] => [
    key,
    node.tryGetContext(key),
  ]);
  const settings = settingsSchema.parse(
    Object.fromEntries(given.filter(([, value]) => value !== undefined)),
  );
  return { ...settings, secretPrefix: settings.secretPrefix ?? settings.stack };
}
