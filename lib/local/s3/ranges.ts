import { faults, S3Fault } from "./s3-fault.ts";

/** Bytes of a body, both ends included. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/**
 * The one range that a Range header asks of a body of `size` bytes. Undefined, that is the whole body,
 * without a header, with several ranges or with another unit, as S3 does it. Throws InvalidRange
 * when the body has none of these bytes.
 */
export function readRange(header: string | undefined, size: number): ByteRange | undefined {
  const asked = /^bytes=(?:(?<from>\d+)-(?<to>\d*)|-(?<tail>\d+))$/.exec(header ?? "")?.groups;
  if (asked === undefined) return undefined;
  const { from, to, tail } = asked;
  const start = Number(from ?? Math.max(0, size - Number(tail)));
  const range = { start, end: Math.min(to ? Number(to) : Infinity, size - 1) };
  if (to && Number(to) < start) return undefined;
  if (range.start > range.end)
    throw new S3Fault(faults.invalidRange, "The requested range is not satisfiable", {
      "content-range": `bytes */${size}`,
    });
  return range;
}
