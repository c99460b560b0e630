import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { compileFunction } from "node:vm";
import * as z from "zod";

const require = createRequire(import.meta.url);
const folder = path.dirname(require.resolve("capi-param-builder-nodejs/package.json"));

/** The tests that Meta's package carries of its own normalisers. They are run where they lie; nothing of them stands here. */
const suites = {
  name: "nameUtil",
  city: "cityUtil",
  state: "stateUtil",
  country: "countryUtil",
  postalCode: "zipCodeUtil",
  phone: "phoneUtil",
  email: "emailUtil",
  gender: "genderUtil",
  birthDate: "dobUtil",
  customerId: "externalIDUtil",
} as const;
export type MetaKind = keyof typeof suites;

/** One thing that a test of Meta's expects. Undefined is what Meta's library calls null or an empty text. */
export interface MetaVector {
  readonly input: string;
  readonly expected: string | undefined;
  /** What Meta's library answers when it is really asked. */
  readonly answered: string | undefined;
}

/** Stands for a normalised text while Meta's tests run, so that an expectation knows what was asked. */
class Asked {
  readonly input: string;
  readonly answered: unknown;
  constructor(input: string, answered: unknown) {
    this.input = input;
    this.answered = answered;
  }
}

const functions = z.record(
  z.string(),
  z.custom<(input: string) => unknown>((member) => typeof member === "function"),
);
const textOrNothing = z
  .string()
  .nullable()
  .transform((text) => (text === null || text === "" ? undefined : text));

/** Meta's module, its functions answering with what they were asked. A cell is a text: whatever else is asked is let go. */
const watched = (metaModule: unknown) =>
  Object.fromEntries(
    Object.entries(functions.parse(metaModule)).map(([name, normalise]) => [
      name,
      (input: unknown) =>
        typeof input === "string" ? new Asked(input, normalise(input)) : undefined,
    ]),
  );

const letGo = () => undefined;
const runAtOnce = (_name: string, body: () => void) => {
  body();
};

/** What Meta's tests of one kind expect, in their order. A form of expectation that is not known here is an error. */
export function metaVectors(kind: MetaKind): readonly MetaVector[] {
  const file = path.join(folder, "tests", `${suites[kind]}.test.js`);
  const vectors: MetaVector[] = [];
  const expect = (asked: unknown) => {
    const take = (expected: unknown) => {
      if (!(asked instanceof Asked)) return;
      vectors.push({
        input: asked.input,
        expected: textOrNothing.parse(expected),
        answered: textOrNothing.parse(asked.answered),
      });
    };
    const toBeNull = () => {
      take(null);
    };
    return { toEqual: take, toBe: take, toBeNull, toThrow: letGo, not: { toThrow: letGo } };
  };
  const inScope = {
    require: (name: string) => watched(createRequire(file)(name)),
    describe: runAtOnce,
    test: runAtOnce,
    it: runAtOnce,
    expect,
  };
  const text = readFileSync(file, "utf8");
  const run = compileFunction(text, Object.keys(inScope), { filename: file });
  Reflect.apply(run, undefined, Object.values(inScope));
  return vectors;
}
