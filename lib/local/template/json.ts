import * as z from "zod";

/** Any JSON value, as templates and events are made of. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

export const jsonSchema: z.ZodType<Json> = z.json();
export const jsonObjectSchema: z.ZodType<JsonObject> = z.record(z.string(), z.json());

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
export function isArray(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/** A value as text: a text as it is, anything else as JSON; nothing is the empty text. */
export const asText = (value: Json | undefined): string =>
  typeof value === "string" ? value : (JSON.stringify(value) ?? "");
