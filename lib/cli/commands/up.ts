import { once } from "node:events";
import path from "node:path";
import * as z from "zod";
import { exitCodes, jsonOption, textOption, typed, wholeNumber } from "../command.ts";
import type { Command } from "../command.ts";
import { cacheFolder } from "../assembly.ts";
import { announce, withdraw } from "../find-stack.ts";
import { readFolder } from "../read-folder.ts";
import { rehearse } from "../rehearsal.ts";
import { workspaceOption, workspaceSchema } from "./check.ts";

const schema = z.object({
  workspace: workspaceSchema,
  state: textOption.default(path.join(cacheFolder, "up")),
  port: wholeNumber(0, 65_535).optional(),
  ...jsonOption,
});

/** Until somebody presses Ctrl-C or the process is asked to end. */
const interrupted = () => Promise.race([once(process, "SIGINT"), once(process, "SIGTERM")]);

/** The local cloud, until interrupted. */
export const up: Command = {
  usage: "up",
  does: "The local cloud and the stand-in platforms, until interrupted",
  options: {
    ...workspaceOption,
    "--state <dir>": "Where everything is kept (default: .audience/up)",
    "--port <n>": "The port of the AWS endpoint (default: any free one)",
  },
  examples: [
    "audience up --workspace my-company",
    "audience up --workspace my-company --port 4566 --json",
  ],
  run: async ({ options, out }) => {
    const { workspace, state, port } = typed(schema, options);
    out.progress("Starting the local cloud …");
    const rehearsal = await rehearse(await readFolder(workspace), {
      state,
      port,
      schedules: "by-clock",
    });
    await announce(rehearsal.stack);
    try {
      const { cloud, sandbox, stores } = rehearsal;
      const endpoints = {
        aws: cloud.endpoint,
        meta: sandbox.endpoints.meta,
        google: sandbox.endpoints.dataManagerRest,
        console: null,
      };
      const ready = {
        ready: true,
        endpoints,
        buckets: { inbox: stores.inboxBucket, lake: stores.lakeBucket },
      };
      if (out.wantsJson) process.stdout.write(`${JSON.stringify(ready)}\n`);
      out.say(
        `${out.bold("Up.")} AWS at ${cloud.endpoint} (any credentials), Meta at ${endpoints.meta}, Google at ${endpoints.google}`,
      );
      out.say(
        `  drop files:   audience drop orders FILE   or   aws --endpoint-url ${cloud.endpoint} s3 cp FILE s3://${stores.inboxBucket}/inbox/orders/`,
      );
      out.say("  run a night:  audience refresh");
      out.say("  look:         audience status");
      out.say("Ctrl-C stops it; what it holds stays in its state folder.");
      await interrupted();
      out.progress("Stopping …");
      return exitCodes.done;
    } finally {
      await withdraw();
      await rehearsal.stop();
    }
  },
};
