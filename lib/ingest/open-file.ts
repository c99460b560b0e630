import { InputProblem } from "../core/failure.ts";
import type { DatasetMap } from "../workspace/workspace.ts";
import { type CsvCheck, cleanCsv } from "./check-csv.ts";
import type { DatasetPlan } from "./plan-dataset.ts";
import { type Layout, planLayout, wantedHeaders } from "./plan-layout.ts";
import type { Arrived, Scratch } from "./ports.ts";
import { type Header, readHeader } from "./read-header.ts";
import { encodingOf, toUtf8 } from "./transcode.ts";
import { gunzip, watchPassage } from "./unpack.ts";

/** A file as text on the workbench, in UTF-8, whole. */
export interface Unpacked {
  /** Its name in the scratch folder. */
  readonly name: string;
  /** SHA-256 of the content as it was dropped, decompressed. */
  readonly contentHash: string;
}

const looksGzipped = (head: Uint8Array): boolean => head[0] === 0x1f && head[1] === 0x8b;

/**
 * Copies a file to the workbench: decompressed to its end and checked, then in UTF-8. Throws
 * `InputProblem` when it is damaged, empty, or not what its name says.
 */
export async function unpackFile(
  scratch: Scratch,
  arrived: Arrived,
  about: { readonly compressed: boolean; readonly encoding: string | undefined },
): Promise<Unpacked> {
  const passage = watchPassage();
  const content = about.compressed ? gunzip(arrived.bytes) : arrived.bytes;
  await scratch.write("arrived", passage.through(content));
  if (passage.size() === 0) throw new InputProblem("the file is empty");
  const head = passage.head();
  if (looksGzipped(head)) {
    throw new InputProblem("the content is a gzip: call the file .csv.gz, compressed once");
  }
  const encoding = encodingOf({ head, isUtf8: passage.isUtf8() }, about.encoding);
  if (encoding === "utf-8") return { name: "arrived", contentHash: passage.contentHash() };
  await scratch.write("text", toUtf8(scratch.read("arrived"), encoding));
  return { name: "text", contentHash: passage.contentHash() };
}

/** A file whose rows the engine may read. */
export interface CheckedFile {
  /** Its clean rows, in the scratch folder. */
  readonly name: string;
  readonly header: Header;
  readonly layout: Layout;
  readonly check: CsvCheck;
}

/** Reads the header and writes the clean rows. Throws `InputProblem` for what makes the whole file unusable. */
export async function checkFile(
  scratch: Scratch,
  unpacked: Unpacked,
  about: { readonly map: DatasetMap; readonly plan: DatasetPlan },
): Promise<CheckedFile> {
  const { map, plan } = about;
  const wanted = wantedHeaders(map, plan);
  const header = await readHeader(scratch.read(unpacked.name), map.files.delimiter, wanted);
  const layout = planLayout(header.names, map, plan);
  const check: CsvCheck = { rows: 0, faults: new Map() };
  await scratch.write("clean.csv", cleanCsv(scratch.read(unpacked.name), header, check));
  return { name: "clean.csv", header, layout, check };
}
