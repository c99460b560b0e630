import * as z from "zod";

/** Our schemas as JSON Schema: what may be written, before it is read. */

const json = z.json();
export type Json = z.infer<typeof json>;
export type JsonMap = Readonly<Record<string, Json>>;

const isMap = (of: Json | undefined): of is Record<string, Json> =>
  typeof of === "object" && of !== null && !Array.isArray(of);

/** Names that stand for those that only a company knows: its attributes, by their types. */
export const anyName = (type: string): string => `«${type}»`;
const isAnyName = (of: Json): boolean => typeof of === "string" && /^«.*»$/.test(of);

/** A default as it is written; zod tells it as it is read. */
const isWritten = (of: JsonMap): boolean => typeof of["default"] === of["type"];

/** A pattern that not every editor can read: one with classes of Unicode. */
const isDifficult = (pattern: Json | undefined): boolean =>
  typeof pattern === "string" && pattern.includes("\\p{");

/** What says nothing, or not to everybody: bounds of all whole numbers, defaults as they are read. */
const noise: Readonly<Record<string, (part: Json | undefined, of: JsonMap) => boolean>> = {
  pattern: isDifficult,
  default: (_, of) => !isWritten(of),
  minimum: (part) => part === -Number.MAX_SAFE_INTEGER,
  maximum: (part) => part === Number.MAX_SAFE_INTEGER,
  examples: (part) => Array.isArray(part) && part.length === 0,
};

/** A key that is named only to be refused in its own words. */
const isRefused = (schema: Json): boolean => isMap(schema) && isMap(schema["not"]);

const distinct = (of: readonly Json[]): Json[] => [
  ...new Map(of.map((one) => [JSON.stringify(one), one])).values(),
];

/** A map with the keys that may be written; a company may add to some. */
function opened(of: JsonMap): JsonMap {
  const { properties } = of;
  if (!isMap(properties)) return of;
  const keys = Object.entries(properties).filter(([, schema]) => !isRefused(schema));
  const added = keys.filter(([name]) => isAnyName(name)).map(([, schema]) => schema);
  return {
    ...of,
    properties: Object.fromEntries(keys.filter(([name]) => !isAnyName(name))),
    ...(added.length === 0 ? {} : { additionalProperties: { anyOf: distinct(added) } }),
  };
}

/** Words that a company may add to. */
function extended(of: JsonMap): JsonMap {
  const words = of["enum"];
  if (!Array.isArray(words) || !words.some(isAnyName)) return of;
  return { anyOf: [{ enum: words.filter((one) => !isAnyName(one)) }, { type: "string" }] };
}

function tidy(of: Json): Json {
  if (Array.isArray(of)) return of.map(tidy);
  if (!isMap(of)) return of;
  const kept = Object.entries(of).filter(([key, part]) => noise[key]?.(part, of) !== true);
  return extended(opened(Object.fromEntries(kept.map(([key, part]) => [key, tidy(part)]))));
}

/** What may be written for a schema, as JSON Schema (draft 7: what editors of YAML understand). */
export function writtenSchema(schema: z.ZodType): JsonMap {
  const { $schema: _, ...found } = z.toJSONSchema(schema, {
    io: "input",
    target: "draft-7",
    unrepresentable: "any",
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema instanceof z.ZodUndefined) jsonSchema.not = {};
    },
  });
  const tidied = tidy(json.parse(found));
  return isMap(tidied) ? tidied : {};
}

/** The same with some of its keys said otherwise; each part is changed by its path through maps and lists. */
export function withPart(of: JsonMap, path: readonly string[], part: JsonMap): JsonMap {
  const [step, ...further] = path;
  if (step === undefined) return { ...of, ...part };
  const inner = of[step];
  return { ...of, [step]: withPart(isMap(inner) ? inner : {}, further, part) };
}
