import type { Engine } from "../sql/engine.ts";
import type { Statement } from "../sql/relation.ts";
import { tablesIn } from "../sql/tables-in.ts";

const readBy = (of: Statement): readonly string[] =>
  of.is === "create" || of.is === "view" ? tablesIn(of.as) : [];

/**
 * Carries statements out, and drops each table that they make as soon as none of them reads it any more, save
 * those that are `kept`: memory holds what is still needed.
 */
export async function runAndForget(
  engine: Engine,
  statements: readonly Statement[],
  kept: readonly string[],
): Promise<void> {
  const made = new Set<string>();
  for (const [at, statement] of statements.entries()) {
    await engine.run(statement);
    if (statement.is === "create") made.add(statement.name);
    const later = new Set(statements.slice(at + 1).flatMap(readBy));
    for (const name of made) {
      if (later.has(name) || kept.includes(name)) continue;
      await engine.run({ is: "drop", name });
      made.delete(name);
    }
  }
}
