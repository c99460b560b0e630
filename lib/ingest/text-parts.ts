import type { Mark } from "./progress.ts";
import type { Scratch } from "./ports.ts";

/** A file's text in UTF-8. */
export interface FileText {
  /** Its name in the scratch folder; undefined for a text that is too large to lie there whole. */
  readonly name: string | undefined;
  read(): AsyncIterable<Uint8Array>;
}

/** Finds the ends of records while a text passes by. */
export interface RecordEnds {
  feed(chunk: Uint8Array): void;
  /** Bytes up to the end of the last whole record. */
  consumed(): number;
  /** The line after that record. */
  line(): number;
}

/** A part of a text, as a file of the scratch folder. */
export interface TextPart {
  readonly name: string;
  /** The line on which it starts. */
  readonly line: number;
  /** It begins with the file's first row. */
  readonly headed: boolean;
  readonly next: Mark | undefined;
}

/** A text from so many bytes on. */
async function* skipping(
  chunks: AsyncIterable<Uint8Array>,
  bytes: number,
): AsyncGenerator<Uint8Array> {
  let left = bytes;
  for await (const chunk of chunks) {
    if (left < chunk.length) yield left === 0 ? chunk : chunk.subarray(left);
    left = Math.max(0, left - chunk.length);
  }
}

/** Chunks no larger than a part. */
async function* noLarger(
  chunks: AsyncIterable<Uint8Array>,
  size: number,
): AsyncGenerator<Uint8Array> {
  const most = Math.max(1, size);
  for await (const chunk of chunks) {
    for (let at = 0; at < chunk.length; at += most) yield chunk.subarray(at, at + most);
  }
}

/** The first part of a text: whole records, about `size` bytes. Tells where it ends, unless the text does. */
async function* cut(
  chunks: AsyncIterable<Uint8Array>,
  ends: RecordEnds,
  { size, endsAt }: { readonly size: number; readonly endsAt: (bytes: number) => void },
): AsyncGenerator<Uint8Array> {
  let given = 0;
  for await (const chunk of noLarger(chunks, size)) {
    ends.feed(chunk);
    const end = ends.consumed();
    if (end >= size && end > given) {
      endsAt(end);
      yield chunk.subarray(0, end - given);
      return;
    }
    yield chunk;
    given += chunk.length;
  }
}

/** Beginning of a text: the mark of its first part. */
export const beginning: Mark = { at: 0, line: 1 };

/**
 * The part of a text that begins at a mark. A text that lies on the workbench whole is one part; of
 * a larger one about `size` bytes are copied there.
 */
export async function textPart(
  scratch: Pick<Scratch, "write">,
  text: FileText,
  about: { readonly from: Mark; readonly ends: RecordEnds; readonly size: number },
): Promise<TextPart> {
  const { from, ends, size } = about;
  const headed = from.at === 0;
  if (text.name !== undefined) return { name: text.name, line: 1, headed, next: undefined };
  let end: number | undefined;
  const endsAt = (bytes: number) => {
    end = from.at + bytes;
  };
  await scratch.write("part", cut(skipping(text.read(), from.at), ends, { size, endsAt }));
  const next = end === undefined ? undefined : { at: end, line: ends.line() };
  return { name: "part", line: from.line, headed, next };
}
