import { DuckDBInstance } from "@duckdb/node-api";

/**
 * Runs SQL texts one after the other in a DuckDB of their own, closed to the network and to
 * extensions, with variables that they read by `getvariable`. One thread: rows, and the bytes of
 * files that a script writes, come out the same every time. For tools that make data up; the
 * product's own SQL is made in lib/sql. A text that fails throws DuckDB's own message.
 */
export async function runScript(
  texts: readonly string[],
  variables: Readonly<Record<string, string | number>>,
): Promise<void> {
  const instance = await DuckDBInstance.create(":memory:", {
    threads: "1",
    autoinstall_known_extensions: "false",
    autoload_known_extensions: "false",
  });
  const connection = await instance.connect();
  try {
    for (const [name, value] of Object.entries(variables)) {
      await connection.run(`SET VARIABLE "${name}" = $1`, [value]);
    }
    for (const text of texts) await connection.run(text);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
