import { StartExecutionCommand } from "@aws-sdk/client-sfn";
import type { SFNClient } from "@aws-sdk/client-sfn";
import type { RefreshStarter } from "../../ingest/ports.ts";

const already = (error: unknown): boolean =>
  error instanceof Error && error.name === "ExecutionAlreadyExists";

/** Starts executions of a state machine; a name may be used once in 90 days (StartExecution, read 2026-11-22). */
export const sfnRefreshStarter = (client: SFNClient, stateMachine: string): RefreshStarter => ({
  start: async (name, input) => {
    try {
      await client.send(
        new StartExecutionCommand({
          stateMachineArn: stateMachine,
          name,
          input: JSON.stringify(input),
        }),
      );
      return "started";
    } catch (error) {
      if (already(error)) return "already";
      throw error;
    }
  },
});
