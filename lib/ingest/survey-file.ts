import { InputProblem } from "../core/failure.ts";
import { checkContent } from "./check-content.ts";
import type { KnownFile } from "./judge-rows.ts";
import type { Arrived, IngestPorts, Workbench } from "./ports.ts";
import type { FileText } from "./text-parts.ts";
import { type Encoding, encodingOf, toUtf8 } from "./transcode.ts";
import { type Passage, unpack, watchPassage } from "./unpack.ts";

/** A file that was looked at once, from its first byte to its last. */
export interface SurveyedFile {
  /** SHA-256 of the content as it was dropped, decompressed. */
  readonly contentHash: string;
  /** Of a Parquet file: the file itself. */
  readonly text: FileText;
}

const arrivedName = "arrived";

/** As many bytes as may lie on the workbench at once. */
async function* upTo(chunks: AsyncIterable<Uint8Array>, limit: number): AsyncGenerator<Uint8Array> {
  let size = 0;
  for await (const chunk of chunks) {
    size += chunk.length;
    if (size <= limit) yield chunk;
  }
}

/** A text too large for the workbench is read from the inbox each time. */
const fromInbox = ({ inbox }: IngestPorts, known: KnownFile, encoding: Encoding): FileText => ({
  name: undefined,
  read: async function* read() {
    const { bytes } = await inbox.read(known.object.key, known.object.version);
    const content = unpack(bytes, known.packing);
    yield* encoding === "utf-8" ? content : toUtf8(content, encoding);
  },
});

async function textOf(
  ports: IngestPorts,
  { scratch }: Workbench,
  { known, passage }: { readonly known: KnownFile; readonly passage: Passage },
): Promise<FileText> {
  const { encoding: said } = known.workspace.datasets[known.dataset].files;
  const encoding = encodingOf(passage, said);
  const onBench = (name: string): FileText => ({ name, read: () => scratch.read(name) });
  if (passage.size() > ports.partSize.bytes) return fromInbox(ports, known, encoding);
  if (encoding === "utf-8") return onBench(arrivedName);
  await scratch.write("text", toUtf8(scratch.read(arrivedName), encoding));
  return onBench("text");
}

/**
 * Reads a file to its end, decompressed and checked, and leaves it on the workbench unless it is too
 * large. Throws `InputProblem` when it is damaged, empty, or not what its name says.
 */
export async function surveyFile(
  ports: IngestPorts,
  bench: Workbench,
  { known, arrived }: { readonly known: KnownFile; readonly arrived: Arrived },
): Promise<SurveyedFile> {
  const { scratch } = bench;
  const passage = watchPassage();
  const content = passage.through(unpack(arrived.bytes, known.packing));
  const isText = known.format !== "parquet";
  await scratch.write(arrivedName, isText ? upTo(content, ports.partSize.bytes) : content);
  if (passage.size() === 0) throw new InputProblem("the file is empty");
  checkContent(passage.head(), known.format);
  const contentHash = passage.contentHash();
  if (isText) return { contentHash, text: await textOf(ports, bench, { known, passage }) };
  return { contentHash, text: { name: arrivedName, read: () => scratch.read(arrivedName) } };
}
