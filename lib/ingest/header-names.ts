import { InputProblem } from "../core/failure.ts";

const mostColumns = 1000;

/** How names of columns are compared: large and small letters do not matter. */
export const headerKey = (name: string): string => name.trim().normalize("NFC").toLowerCase();

/** A name as it is kept: trimmed, NFC. */
export const headerName = (name: string): string => name.trim().normalize("NFC");

/** Throws `InputProblem` when a file has more columns than anybody means to have. */
export function checkWidth(columns: number): void {
  if (columns > mostColumns) {
    throw new InputProblem(
      `the file has more than ${mostColumns} columns: leave out those that nobody needs`,
    );
  }
}

/** Never names a column: in a file without a header the first row is somebody's data. */
export function checkNames(names: readonly string[]): void {
  const seen = new Map<string, number>();
  names.forEach((name, at) => {
    const earlier = seen.get(headerKey(name));
    if (name === "") throw new InputProblem(`column ${at + 1} has no name in the header`);
    if (earlier !== undefined) {
      throw new InputProblem(`columns ${earlier + 1} and ${at + 1} have the same name`);
    }
    seen.set(headerKey(name), at);
  });
}
