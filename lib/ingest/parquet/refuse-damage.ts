import { InputProblem } from "../../core/failure.ts";

/** What the engine calls a file that is not as it should be. Its own words repeat what is in the file. */
const ofTheFile =
  /^DuckDB: (?:Invalid|Invalid Input|IO|Binder|Serialization|Not implemented|Conversion|Out of Range) Error/;

/** Throws `InputProblem` when the engine cannot read a Parquet file. */
export async function refuseDamage<T>(reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch (error) {
    if (!(error instanceof Error && ofTheFile.test(error.message))) throw error;
    throw new InputProblem(
      "the Parquet file cannot be read: it is damaged, cut short or encrypted; export and upload it again",
    );
  }
}
