import * as z from "zod";
import { previewSegmentNow } from "../../app/preview-segment.ts";
import { segmentSql } from "../../app/segment-sql.ts";
import type { SegmentSql } from "../../app/segment-sql.ts";
import { exitCodes, textOption, typed } from "../command.ts";
import type { Command } from "../command.ts";
import { findStack } from "../find-stack.ts";
import { sayPreview } from "../say-preview.ts";
import type { Terminal } from "../terminal.ts";
import { lookOf, lookOptions, lookSchema } from "./explain.ts";

const schema = lookSchema.extend({
  sql: z.boolean().optional(),
  athena: z.boolean().optional(),
});

/** As a text that can be pasted: comments say what it begins with. */
function saySql({ sql, tables }: SegmentSql, out: Terminal): void {
  out.say("-- It begins with the rows of each dataset as they count now:");
  for (const [table, columns] of Object.entries(tables))
    out.say(`--   ${table} (${columns.join(", ")})`);
  out.say(`${sql};`);
}

/** What a segment comes to, before anybody publishes or pushes it. */
export const preview: Command = {
  usage: "preview <segment>",
  does: "A segment's size, what each clause does, whom it shares, and what the next push would do",
  options: {
    ...lookOptions,
    "--sql": "Instead: the SQL that computes it, in DuckDB's words",
    "--athena": "With --sql: in Athena's words",
  },
  examples: [
    "audience preview loyal-slipping",
    "audience preview loyal-slipping --workspace my-company --json",
    "audience preview loyal-slipping --workspace my-company --sql --athena",
  ],
  run: async ({ args, options, out }) => {
    const [segment] = typed(z.tuple([textOption]), args);
    const { language, ...given } = typed(schema, options);
    const look = await lookOf(given);
    if (given.sql === true || given.athena === true) {
      const dialect = given.athena === true ? "athena" : "duckdb";
      const found = await segmentSql(() => findStack(given.stack), { segment, dialect, ...look });
      out.json(found);
      saySql(found, out);
      return exitCodes.done;
    }
    const stack = await findStack(given.stack);
    out.progress("Computing it on the data as it is now …");
    const found = await previewSegmentNow(stack, { segment, language, ...look });
    out.json(found);
    sayPreview(found, out);
    return exitCodes.done;
  },
};
