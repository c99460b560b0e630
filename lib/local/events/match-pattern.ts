import type { Json, JsonObject } from "../template/json.ts";
import { asText, isArray, isObject } from "../template/json.ts";
import { Unsupported } from "../template/unsupported.ts";

/** Whether an event fits. */
export type Matcher = (event: Json | undefined) => boolean;

/**
 * Compiles an EventBridge event pattern: exact values, prefix, suffix, equals-ignore-case,
 * wildcard, anything-but, numeric and exists (EventBridge user guide, comparison operators, read 2026-11-22).
 * @throws Unsupported for any other operator, by name.
 */
export function compilePattern(pattern: JsonObject): Matcher {
  const fields = Object.entries(pattern).map(([name, part]): Matcher => {
    if (name.startsWith("$")) throw new Unsupported(`Event patterns with ${name} are not known.`);
    const matches = compilePart(name, part);
    return (event) => matches(isObject(event) ? event[name] : undefined);
  });
  return (event) => fields.every((matches) => matches(event));
}

function compilePart(name: string, part: Json): Matcher {
  if (isObject(part)) return compilePattern(part);
  if (!isArray(part)) throw new Unsupported(`The event pattern's ${name} must be a list.`);
  const choices = part.map(compileChoice);
  return (value) => {
    const candidates = isArray(value) ? value : [value];
    return choices.some((matches) => candidates.some((candidate) => matches(candidate)));
  };
}

function compileChoice(choice: Json): Matcher {
  if (!isObject(choice)) return (value) => value === choice;
  const [operator, ...more] = Object.keys(choice);
  const compile = operator === undefined ? undefined : operators[operator];
  if (operator === undefined || compile === undefined || more.length > 0)
    throw new Unsupported(
      `The local cloud does not know the event pattern operator ${Object.keys(choice).join(", ")}.`,
    );
  return compile(choice[operator] ?? null);
}

const ofText =
  (fits: (value: string, operand: string) => boolean) =>
  (operand: Json): Matcher => {
    if (typeof operand !== "string")
      throw new Unsupported("Event patterns compare texts with texts only.");
    return (value) => typeof value === "string" && fits(value, operand);
  };

const operators: Readonly<Record<string, (operand: Json) => Matcher>> = {
  prefix: ofText((value, operand) => value.startsWith(operand)),
  suffix: ofText((value, operand) => value.endsWith(operand)),
  "equals-ignore-case": ofText((value, operand) => value.toLowerCase() === operand.toLowerCase()),
  wildcard: (operand) => {
    const parts = asText(operand)
      .split("*")
      .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
    const whole = new RegExp(`^${parts.join(".*")}$`, "s");
    return (value) => typeof value === "string" && whole.test(value);
  },
  exists: (operand) => (value) => (value !== undefined) === operand,
  "anything-but": (operand) => {
    const choices = (isArray(operand) ? operand : [operand]).map(compileChoice);
    return (value) => value !== undefined && !choices.some((matches) => matches(value));
  },
  numeric: (operand) => {
    const tests = compileNumeric(isArray(operand) ? operand : []);
    return (value) => typeof value === "number" && tests.every((fits) => fits(value));
  },
};

const comparisons: Readonly<Record<string, (value: number, bound: number) => boolean>> = {
  "=": (value, bound) => value === bound,
  "<": (value, bound) => value < bound,
  "<=": (value, bound) => value <= bound,
  ">": (value, bound) => value > bound,
  ">=": (value, bound) => value >= bound,
};

function compileNumeric(operand: readonly Json[]): ((value: number) => boolean)[] {
  const tests: ((value: number) => boolean)[] = [];
  for (let i = 0; i < operand.length; i += 2) {
    const compare = comparisons[asText(operand[i])];
    const bound = operand[i + 1];
    if (compare === undefined || typeof bound !== "number")
      throw new Unsupported(`Not a numeric comparison: ${JSON.stringify(operand)}.`);
    tests.push((value) => compare(value, bound));
  }
  return tests;
}
