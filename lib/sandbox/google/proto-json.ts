import protobuf from "protobufjs";
import * as z from "zod";
import { Refusal } from "./refusal.ts";

/** REST's way of writing messages: https://protobuf.dev/programming-guides/json (read 2026-11-22). */

const objectSchema = z.record(z.string(), z.unknown());
const DURATION = /^(-?\d+)(?:\.(\d{1,9}))?s$/;

const known = new WeakMap<protobuf.Type, Map<string, protobuf.Field>>();

/** A message's fields under both spellings that JSON may use. */
function fieldsOf(type: protobuf.Type): Map<string, protobuf.Field> {
  const fields =
    known.get(type) ??
    new Map(
      type.fieldsArray.flatMap((f) => [
        [f.name, f],
        [snake(f.name), f],
      ]),
    );
  known.set(type, fields);
  return fields;
}

const refuse = (path: string, problem: string) =>
  new Refusal("INVALID_ARGUMENT", `Invalid JSON payload received. ${problem} at '${path}'.`, [
    {
      type: "google.rpc.BadRequest",
      value: { field_violations: [{ field: path, description: problem }] },
    },
  ]);

function readDuration(value: unknown, path: string) {
  const match = typeof value === "string" ? DURATION.exec(value) : null;
  if (match === null) throw refuse(path, "Not a duration");
  return { seconds: match[1] ?? "0", nanos: Number((match[2] ?? "").padEnd(9, "0")) };
}

function readEnum(type: protobuf.Enum, value: unknown, path: string): string {
  const name = typeof value === "number" ? type.valuesById[value] : value;
  if (typeof name !== "string" || !(name in type.values)) throw refuse(path, "Unknown enum value");
  return name;
}

function readScalar(type: string, value: unknown, path: string): unknown {
  if (type === "bool" && typeof value === "boolean") return value;
  if (type === "string" && typeof value === "string") return value;
  if (type.includes("int") && /^-?\d+$/.test(String(value))) {
    return type.endsWith("64") ? String(value) : Number(value);
  }
  throw refuse(path, `Not a ${type}`);
}

function readOne(field: protobuf.Field, value: unknown, path: string): unknown {
  const type = field.resolve().resolvedType;
  if (type instanceof protobuf.Enum) return readEnum(type, value, path);
  if (!(type instanceof protobuf.Type)) return readScalar(field.type, value, path);
  if (type.fullName === ".google.protobuf.Duration") return readDuration(value, path);
  if (type.fullName === ".google.protobuf.FieldMask") {
    return { paths: z.string().parse(value).split(",") };
  }
  return readJson(type, value, path);
}

function readField(field: protobuf.Field, value: unknown, path: string): unknown {
  if (!field.repeated) return readOne(field, value, path);
  if (!Array.isArray(value)) throw refuse(path, "Not a list");
  return value.map((one, i) => readOne(field, one, `${path}[${i}]`));
}

/** Two members of one `oneof` cannot both be set. */
function refuseSecond(groups: Set<string>, field: protobuf.Field, path: string): void {
  const group = field.partOf?.name;
  if (group === undefined) return;
  if (groups.has(group)) throw refuse(path, `oneof field '${group}' is already set`);
  groups.add(group);
}

/**
 * A message from JSON, as the plain object that the gRPC side decodes to. As at Google, a name
 * that the message does not have is refused, as are two members of one `oneof`.
 */
export function readJson(type: protobuf.Type, json: unknown, path = ""): Record<string, unknown> {
  const object = objectSchema.safeParse(json);
  if (!object.success) throw refuse(path, "Not an object");
  const read: Record<string, unknown> = {};
  const groups = new Set<string>();
  for (const [name, value] of Object.entries(object.data)) {
    const field = fieldsOf(type).get(name);
    if (field === undefined) throw refuse(path, `Unknown name "${name}": Cannot find field`);
    if (value === null) continue;
    const at = path === "" ? snake(name) : `${path}.${snake(name)}`;
    refuseSecond(groups, field, at);
    read[field.name] = readField(field, value, at);
  }
  return read;
}

const durationSchema = z.object({ seconds: z.coerce.string(), nanos: z.number().default(0) });

/** A plain object of ours as JSON: durations become text, everything else is JSON already. */
export function writeJson(value: unknown, name = ""): unknown {
  if (Array.isArray(value)) return value.map((one) => writeJson(one));
  if (typeof value !== "object" || value === null) return value;
  if (name === "membershipDuration") return `${durationSchema.parse(value).seconds}s`;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, writeJson(one, key)]));
}

/** `userIdentifiers` -> `user_identifiers`, as Google names fields in errors. */
export const snake = (name: string): string =>
  name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
