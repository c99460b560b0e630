/**
 * The clock of a local cloud: real time, moved ahead (or back) by an offset. The offset lies in
 * shared memory, so that functions in worker threads live at the same moment.
 */
export interface LocalClock {
  readonly now: () => Date;
  /** Moves the clock ahead; everybody who shares it sees it at once. */
  moveBy(seconds: number): void;
  /** One Float64: milliseconds between this clock and real time. */
  readonly offset: SharedArrayBuffer;
}

/** @param start what the clock shows now; real time when it is left out. */
export function localClock(start?: Date): LocalClock {
  const offset = new SharedArrayBuffer(Float64Array.BYTES_PER_ELEMENT);
  const milliseconds = new Float64Array(offset);
  milliseconds[0] = start === undefined ? 0 : start.getTime() - Date.now();
  return {
    now: () => new Date(Date.now() + (milliseconds[0] ?? 0)),
    moveBy: (seconds) => {
      milliseconds[0] = (milliseconds[0] ?? 0) + seconds * 1000;
    },
    offset,
  };
}
