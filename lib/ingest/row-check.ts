/** Rows whose shape is wrong: they never reach the engine. */
export type ShapeFault = "row-ragged" | "row-quoted-badly" | "row-unreadable";

/** From this clean row on (counted from 0), a row's line in the file is its number plus `shift`. */
export interface LineShift {
  readonly row: number;
  readonly shift: number;
}

/** What is found while rows are made clean; complete when they have been read to their end. */
export interface RowCheck {
  /** Rows without the header, counted apart from the engine. */
  rows: number;
  /** Those of them that the engine reads. */
  clean: number;
  readonly faults: Map<ShapeFault, { rows: number; readonly lines: number[] }>;
  /** By row; a file without line breaks in its cells has one. */
  readonly shifts: LineShift[];
  /**
   * Columns, by position, of which some cell begins or ends with something invisible, or holds a
   * character beyond ASCII: the others need no trimming and no Unicode form.
   */
  readonly untidy: boolean[];
}

export const newCheck = (columns: number): RowCheck => ({
  rows: 0,
  clean: 0,
  faults: new Map(),
  shifts: [],
  untidy: Array.from({ length: columns }, () => false),
});

export const firstLinesKept = 10;

/** Counts a row that does not reach the engine. */
export function countFault(check: RowCheck, fault: ShapeFault, line: number): void {
  check.rows += 1;
  const found = check.faults.get(fault) ?? { rows: 0, lines: [] };
  found.rows += 1;
  if (found.lines.length < firstLinesKept) found.lines.push(line);
  check.faults.set(fault, found);
}

/** Counts a row that does. */
export function countClean(check: RowCheck, line: number): void {
  const shift = line - check.clean;
  if (check.shifts.at(-1)?.shift !== shift) check.shifts.push({ row: check.clean, shift });
  check.rows += 1;
  check.clean += 1;
}

/** What was found in all pieces of a part. Lines and tidiness belong to the pieces. */
export function mergeChecks(
  checks: readonly RowCheck[],
): Pick<RowCheck, "rows" | "clean" | "faults"> {
  const faults: RowCheck["faults"] = new Map();
  for (const check of checks) {
    for (const [fault, { rows, lines }] of check.faults) {
      const so = faults.get(fault) ?? { rows: 0, lines: [] };
      const first = [...so.lines, ...lines].slice(0, firstLinesKept);
      faults.set(fault, { rows: so.rows + rows, lines: first });
    }
  }
  const sum = (of: (check: RowCheck) => number) => checks.reduce((so, one) => so + of(one), 0);
  return { rows: sum(({ rows }) => rows), clean: sum(({ clean }) => clean), faults };
}
