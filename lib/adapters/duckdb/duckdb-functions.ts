import { DuckDBScalarFunction, DuckDBVarCharVector, VARCHAR } from "@duckdb/node-api";
import type { DuckDBConnection, DuckDBVector } from "@duckdb/node-api";
import type { TextFunction } from "../../sql/engine.ts";

/** Functions of texts that an engine calls in JavaScript, while it works on a statement. */
export interface DuckDbFunctions {
  readonly define: (name: string, parameters: number, made: TextFunction) => void;
  /** Why a function failed since this was last asked: DuckDB itself would tell the message alone. */
  readonly takeFailure: () => unknown;
}

function textsOf(vector: DuckDBVector, rows: number): readonly (string | null)[] {
  if (!(vector instanceof DuckDBVarCharVector)) throw new TypeError("an argument is no text");
  return Array.from({ length: rows }, (_, row) => vector.getItem(row));
}

function fill(vector: DuckDBVector, texts: readonly (string | null)[]): void {
  if (!(vector instanceof DuckDBVarCharVector)) throw new TypeError("a result is no text");
  texts.forEach((text, row) => vector.setItem(row, text));
  vector.flush();
}

/** Functions of one database. The one that was defined last under a name is called. */
export function duckDbFunctions(connection: DuckDBConnection): DuckDbFunctions {
  const found = new Map<string, TextFunction>();
  let failure: unknown;
  function call(name: string, columns: readonly (readonly (string | null)[])[]) {
    const made = found.get(name);
    if (made === undefined) throw new Error(`nobody has defined ${name}`);
    return made(...columns);
  }
  function register(name: string, parameters: number): void {
    connection.registerScalarFunction(
      DuckDBScalarFunction.create({
        name,
        returnType: VARCHAR,
        parameterTypes: Array.from({ length: parameters }, () => VARCHAR),
        mainFunction: (_, given, result) => {
          try {
            const columns = Array.from({ length: parameters }, (__, at) =>
              textsOf(given.getColumnVector(at), given.rowCount),
            );
            fill(result, call(name, columns));
          } catch (error) {
            failure = error;
            throw error;
          }
        },
      }),
    );
  }
  return {
    define: (name, parameters, made) => {
      if (!found.has(name)) register(name, parameters);
      found.set(name, made);
    },
    takeFailure: () => {
      const taken = failure;
      failure = undefined;
      return taken;
    },
  };
}
