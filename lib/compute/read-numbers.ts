import type { Chunk, Engine } from "../sql/engine.ts";
import type { Relation } from "../sql/relation.ts";

/** Columns of whole numbers, none of them unknown, as long as the relation. */
export async function readNumbers<Name extends string>(
  engine: Engine,
  of: Relation,
  names: readonly Name[],
): Promise<(name: Name) => Float64Array> {
  const parts: Readonly<Record<string, Float64Array[]>> = Object.fromEntries(
    names.map((name) => [name, []]),
  );
  for await (const chunk of engine.chunks(of)) {
    for (const name of names) parts[name]?.push(numbersIn(chunk, name));
  }
  return (name) => joined(parts[name] ?? []);
}

/** A column of whole numbers, none of them unknown. */
export const numbersIn = (chunk: Chunk, name: string): Float64Array =>
  Float64Array.from(chunk.integers(name), Number);

/** One column of several. */
export function joined(parts: readonly Float64Array[]): Float64Array {
  const whole = new Float64Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
