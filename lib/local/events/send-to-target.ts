import type { Log } from "../cloud-event.ts";
import type { Flow } from "../flow.ts";
import type { AsyncInvoker } from "../lambda/invoke-later.ts";
import type { Queues } from "../queues/start-queues.ts";
import type { StateMachines } from "../states/start-state-machines.ts";
import { Unsupported } from "../template/unsupported.ts";

/** Where rules, schedules and failed invocations can send to. */
export interface Targets {
  /** @throws Unsupported when the ARN is no queue, function or state machine of the template. */
  check(arn: string, who: string): void;
  /** Delivers. Answers with the execution's ARN when the target is a state machine. */
  send(arn: string, payload: string): Promise<string | undefined>;
}

export interface TargetOptions {
  readonly queues: Queues;
  readonly machines: StateMachines;
  readonly invoker: AsyncInvoker;
  readonly flow: Flow;
}

export function openTargets({ queues, machines, invoker, flow }: TargetOptions): Targets {
  const isKnown = (arn: string) =>
    queues.find(arn) !== undefined || invoker.knows(arn) || machines.knows(arn);
  return {
    check: (arn, who) => {
      if (!isKnown(arn))
        throw new Unsupported(
          `${who} has the target ${arn}: the local cloud sends to queues, functions and state machines of its template.`,
        );
    },
    send: (arn, payload) =>
      flow.work(async () => {
        const queue = queues.find(arn);
        if (queue !== undefined) queue.send(payload);
        else if (machines.knows(arn)) return machines.start({ machine: arn, input: payload });
        else invoker.invokeLater(arn, payload);
        return undefined;
      }),
  };
}

/** Sends, and says so; what cannot be delivered goes to the dead-letter queue, if there is one. */
export async function sendOrGiveUp(
  { targets, log }: { targets: Targets; log: Log },
  { from, to, deadLetter }: { from: string; to: string; deadLetter: string | undefined },
  payload: string,
): Promise<string | undefined> {
  try {
    const execution = await targets.send(to, payload);
    log({ kind: "delivered", from, to });
    return execution;
  } catch (error) {
    log({ kind: "undeliverable", from, to, error: error instanceof Error ? error.message : "" });
    if (deadLetter !== undefined) await targets.send(deadLetter, payload);
    return undefined;
  }
}
