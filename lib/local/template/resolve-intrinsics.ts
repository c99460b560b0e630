import type { Json } from "./json.ts";
import { isArray, isObject } from "./json.ts";
import { Unsupported } from "./unsupported.ts";

/** What intrinsic functions may ask for. Undefined from `findInMap` and `condition`: no such thing. */
export interface Scope {
  ref(name: string): Json;
  getAtt(logicalId: string, attribute: string): Json;
  importValue(name: string): Json;
  condition(name: string): boolean;
  findInMap(map: string, first: string, second: string): Json;
}

/** What a removed property resolves to. */
const noValue = Symbol("AWS::NoValue");
type Resolved = Json | typeof noValue;

/**
 * Resolves every intrinsic function in a piece of a template.
 * @throws Unsupported for functions outside the documented subset, by name.
 */
export function resolveIntrinsics(value: Json, scope: Scope): Json {
  const resolved = resolve(value, scope);
  if (resolved === noValue) return null;
  return resolved;
}

function resolve(value: Json, scope: Scope): Resolved {
  if (isArray(value)) {
    return value.flatMap((item) => {
      const resolved = resolve(item, scope);
      return resolved === noValue ? [] : [resolved];
    });
  }
  if (!isObject(value)) return value;
  const [key, ...more] = Object.keys(value);
  if (key !== undefined && more.length === 0 && (key === "Ref" || key.startsWith("Fn::")))
    return callFunction(key, value[key] ?? null, scope);
  const kept: Record<string, Json> = {};
  for (const [name, item] of Object.entries(value)) {
    const resolved = resolve(item, scope);
    if (resolved !== noValue) kept[name] = resolved;
  }
  return kept;
}

type Intrinsic = (argument: Json, scope: Scope) => Resolved;

const functions: Readonly<Record<string, Intrinsic>> = {
  Ref: (argument, scope) =>
    argument === "AWS::NoValue" ? noValue : scope.ref(text(argument, "Ref")),
  "Fn::GetAtt": (argument, scope) => {
    const [id, ...attribute] = isArray(argument)
      ? argument.map((part) => text(resolveIntrinsics(part, scope), "Fn::GetAtt"))
      : text(argument, "Fn::GetAtt").split(".");
    return scope.getAtt(id ?? "", attribute.join("."));
  },
  "Fn::Join": (argument, scope) => {
    const [separator, parts] = list(argument, "Fn::Join");
    return list(resolveIntrinsics(parts ?? null, scope), "Fn::Join")
      .map((part) => text(part, "Fn::Join"))
      .join(text(separator ?? null, "Fn::Join"));
  },
  "Fn::Sub": (argument, scope) => substitute(argument, scope),
  "Fn::Select": (argument, scope) => {
    const [index, items] = list(argument, "Fn::Select");
    const from = list(resolveIntrinsics(items ?? null, scope), "Fn::Select");
    return from[Number(resolveIntrinsics(index ?? null, scope))] ?? null;
  },
  "Fn::Split": (argument, scope) => {
    const [separator, whole] = list(argument, "Fn::Split");
    return text(resolveIntrinsics(whole ?? null, scope), "Fn::Split").split(
      text(separator ?? null, "Fn::Split"),
    );
  },
  "Fn::If": (argument, scope) => {
    const [name, yes, no] = list(argument, "Fn::If");
    return resolve((scope.condition(text(name ?? null, "Fn::If")) ? yes : no) ?? null, scope);
  },
  "Fn::ImportValue": (argument, scope) =>
    scope.importValue(text(resolveIntrinsics(argument, scope), "Fn::ImportValue")),
  "Fn::FindInMap": (argument, scope) => {
    const [map, first, second] = list(resolveIntrinsics(argument, scope), "Fn::FindInMap").map(
      (part) => text(part, "Fn::FindInMap"),
    );
    return scope.findInMap(map ?? "", first ?? "", second ?? "");
  },
  "Fn::Equals": (argument, scope) => {
    const [one, other] = list(resolveIntrinsics(argument, scope), "Fn::Equals");
    return one === other;
  },
  "Fn::And": (argument, scope) => conditions(argument, scope).every(Boolean),
  "Fn::Or": (argument, scope) => conditions(argument, scope).some(Boolean),
  "Fn::Not": (argument, scope) => !conditions(argument, scope)[0],
};

function callFunction(name: string, argument: Json, scope: Scope): Resolved {
  const intrinsic = functions[name];
  if (intrinsic === undefined)
    throw new Unsupported(`The local cloud does not know the intrinsic function ${name}.`);
  return intrinsic(argument, scope);
}

function conditions(argument: Json, scope: Scope): boolean[] {
  return list(argument, "a condition").map((part) => evaluateCondition(part, scope));
}

/** A condition as templates write it: `{"Condition": name}` or a function of conditions. */
export function evaluateCondition(value: Json, scope: Scope): boolean {
  const name = isObject(value) ? value["Condition"] : undefined;
  if (typeof name === "string") return scope.condition(name);
  return resolveIntrinsics(value, scope) === true;
}

function substitute(argument: Json, scope: Scope): string {
  const [template, own] = isArray(argument) ? argument : [argument, {}];
  const variables = isObject(own) ? own : {};
  return text(template ?? null, "Fn::Sub").replace(/\$\{([^}]+)\}/g, (_, name: string) => {
    if (name.startsWith("!")) return `\${${name.slice(1)}}`;
    const variable = variables[name];
    if (variable !== undefined) return text(resolveIntrinsics(variable, scope), "Fn::Sub");
    const [id, ...attribute] = name.split(".");
    const value =
      attribute.length === 0 ? scope.ref(name) : scope.getAtt(id ?? "", attribute.join("."));
    return text(value, "Fn::Sub");
  });
}

function text(value: Json, where: string): string {
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  throw new Unsupported(`${where} needs a text, and got ${JSON.stringify(value)}.`);
}

function list(value: Json, where: string): readonly Json[] {
  if (isArray(value)) return value;
  throw new Unsupported(`${where} needs a list, and got ${JSON.stringify(value)}.`);
}
