/** What rejected rows get beside their own columns: where they stood, and why they were rejected. */
export const lineColumn = "_line";
export const reasonColumn = "_reason";

/** Whether a column is one of those, in a mended quarantine that is dropped again: it is no data. */
export const isAddedColumn = (name: string): boolean =>
  name === lineColumn || name === reasonColumn;
