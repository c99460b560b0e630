import { firstLinesKept } from "./row-check.ts";
import type { PartOutcome } from "./progress.ts";

const numbersOf = (
  parts: readonly Readonly<Record<string, number>>[],
): Readonly<Record<string, number>> => {
  const sums: Record<string, number> = {};
  for (const part of parts) {
    for (const [name, rows] of Object.entries(part)) sums[name] = (sums[name] ?? 0) + rows;
  }
  return sums;
};

/** The first lines of each code, over all parts. */
const linesOf = (parts: readonly PartOutcome[]): PartOutcome["lines"] => {
  const found: Record<string, number[]> = {};
  for (const { lines } of parts) {
    for (const [code, some] of Object.entries(lines)) {
      found[code] = [...(found[code] ?? []), ...some].slice(0, firstLinesKept);
    }
  }
  return found;
};

const identifiersOf = (parts: readonly PartOutcome[]): PartOutcome["identifiers"] => {
  const found: PartOutcome["identifiers"] = {};
  for (const { identifiers } of parts) {
    for (const [kind, { filled, meta, google }] of Object.entries(identifiers)) {
      const so = found[kind] ?? { filled: 0, meta: 0, google: 0 };
      found[kind] = {
        filled: so.filled + filled,
        meta: so.meta + meta,
        google: so.google + google,
      };
    }
  }
  return found;
};

const sum = (of: readonly number[]): number => of.reduce((so, one) => so + one, 0);

/** What became of a file's rows, from what became of its parts'. */
export const mergeParts = (parts: readonly PartOutcome[]): PartOutcome => ({
  rows: sum(parts.map(({ rows }) => rows)),
  accepted: sum(parts.map(({ accepted }) => accepted)),
  rejected: sum(parts.map(({ rejected }) => rejected)),
  skipped: sum(parts.map(({ skipped }) => skipped)),
  reasons: numbersOf(parts.map(({ reasons }) => reasons)),
  lines: linesOf(parts),
  expected: Object.assign({}, ...parts.map(({ expected }) => expected)),
  filled: numbersOf(parts.map(({ filled }) => filled)),
  unusable: numbersOf(parts.map(({ unusable }) => unusable)),
  identifiers: identifiersOf(parts),
  quarantine: parts.flatMap(({ quarantine }) => quarantine),
});
