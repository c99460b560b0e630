import { Duration } from "aws-cdk-lib";
import type { Function as LambdaFunction } from "aws-cdk-lib/aws-lambda";
import { Errors, JitterType, JsonPath, TaskInput, Timeout } from "aws-cdk-lib/aws-stepfunctions";
import { LambdaInvoke } from "aws-cdk-lib/aws-stepfunctions-tasks";
import type { Construct } from "constructs";

/** Lambda itself stumbled: the function did not run, or did not get to answer. */
const LAMBDA_STUMBLED = [
  "Lambda.ClientExecutionTimeoutException",
  "Lambda.ServiceException",
  "Lambda.AWSLambdaException",
  "Lambda.SdkClientException",
  "Lambda.TooManyRequestsException",
];

/** What the state waits for beyond the function's own time limit. */
const MARGIN = Duration.seconds(30);

export interface FunctionTaskProps {
  readonly fn: LambdaFunction;
  readonly payload: Record<string, unknown>;
  /** Where the answer goes; by default it is left out. */
  readonly resultPath?: string;
}

/**
 * A step that calls a function. Every function may be called again for the same run (that is how
 * they are built), so what may pass is retried: Lambda stumbling, a platform that says "later", a
 * record that somebody else wrote first, and once a function that died. Anything else is a bug or
 * bad input: trying again changes nothing.
 */
export class FunctionTask extends LambdaInvoke {
  constructor(scope: Construct, id: string, props: FunctionTaskProps) {
    super(scope, id, {
      lambdaFunction: props.fn,
      payloadResponseOnly: true,
      payload: TaskInput.fromObject(props.payload),
      resultPath: props.resultPath ?? JsonPath.DISCARD,
      taskTimeout: Timeout.duration(timeLimit(props.fn).plus(MARGIN)),
      retryOnServiceExceptions: false,
    });
    this.addRetry({
      errors: LAMBDA_STUMBLED,
      interval: Duration.seconds(2),
      backoffRate: 2,
      maxAttempts: 6,
      maxDelay: Duration.minutes(1),
      jitterStrategy: JitterType.FULL,
    });
    this.addRetry({
      errors: ["PlatformFailure"],
      interval: Duration.minutes(1),
      backoffRate: 2,
      maxAttempts: 4,
      maxDelay: Duration.minutes(10),
    });
    this.addRetry({
      errors: ["Conflict"],
      interval: Duration.seconds(5),
      backoffRate: 2,
      maxAttempts: 4,
      jitterStrategy: JitterType.FULL,
    });
    this.addRetry({
      errors: ["Lambda.Unknown", "Sandbox.Timedout", "Runtime.ExitError", Errors.TIMEOUT],
      interval: Duration.seconds(30),
      maxAttempts: 1,
    });
  }
}

/** Another run holds the lease: ask again every minute, for up to four hours. */
export function retryWhileBusy(task: FunctionTask): void {
  task.addRetry({
    errors: ["Busy"],
    interval: Duration.minutes(1),
    backoffRate: 1,
    maxAttempts: 240,
  });
}

function timeLimit(fn: LambdaFunction): Duration {
  if (fn.timeout === undefined) throw new Error(`${fn.node.id} has no timeout`);
  return fn.timeout;
}
