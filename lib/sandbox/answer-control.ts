import * as z from "zod";
import { faultListSchema, type Faults } from "./faults.ts";
import { jsonAnswer } from "./meta/answer-call.ts";
import type { Control } from "./meta/start-meta.ts";
import type { SandboxClock } from "./sandbox-clock.ts";

const clockSchema = z.strictObject({ seconds: z.number().min(0) });

/** What the control endpoints reach. */
export interface Controlled {
  readonly clock: SandboxClock;
  readonly faults: Faults;
  dump(): unknown;
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

const notUnderstood = (error: z.ZodError) => jsonAnswer(400, { error: z.prettifyError(error) });

function planFaults({ faults }: Controlled, body: string) {
  const read = faultListSchema.safeParse(parsed(body));
  if (!read.success) return notUnderstood(read.error);
  faults.plan(read.data);
  return jsonAnswer(200, { planned: read.data.length });
}

function moveClock({ clock }: Controlled, body: string) {
  const read = clockSchema.safeParse(parsed(body));
  if (!read.success) return notUnderstood(read.error);
  clock.moveBy(read.data.seconds);
  return jsonAnswer(200, { now: new Date(clock.now()).toISOString() });
}

/**
 * `GET /_sandbox/state` gives everything that arrived, `POST /_sandbox/faults` plans what goes wrong,
 * `POST /_sandbox/clock` moves the platforms' clock by `{ "seconds": n }`.
 */
export const answerControl =
  (sandbox: Controlled): Control =>
  ({ method, path, body }) => {
    switch (`${method} ${path}`) {
      case "GET /_sandbox/state":
        return jsonAnswer(200, sandbox.dump());
      case "POST /_sandbox/faults":
        return planFaults(sandbox, body);
      case "POST /_sandbox/clock":
        return moveClock(sandbox, body);
      default:
        return path.startsWith("/_sandbox/")
          ? jsonAnswer(404, { error: "no such endpoint" })
          : undefined;
    }
  };
