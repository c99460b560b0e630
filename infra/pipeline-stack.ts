import { CfnOutput, Duration, Stack, type StackProps, TimeZone } from "aws-cdk-lib";
import { type IRuleTarget, Rule } from "aws-cdk-lib/aws-events";
import { LambdaFunction, SqsQueue } from "aws-cdk-lib/aws-events-targets";
import { PolicyStatement } from "aws-cdk-lib/aws-iam";
import { Code } from "aws-cdk-lib/aws-lambda";
import { SqsDestination } from "aws-cdk-lib/aws-lambda-destinations";
import { SqsEventSource } from "aws-cdk-lib/aws-lambda-event-sources";
import type { IBucket } from "aws-cdk-lib/aws-s3";
import {
  ContextAttribute,
  Schedule,
  ScheduleExpression,
  ScheduleTargetInput,
} from "aws-cdk-lib/aws-scheduler";
import { StepFunctionsStartExecution } from "aws-cdk-lib/aws-scheduler-targets";
import { Queue, QueueEncryption } from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";
import { env, type FunctionName, functionNames, outputs, prefixes } from "../lib/app/names.ts";
import { byFunction } from "./by-function.ts";
import type { CodeFolders } from "./bundle-functions.ts";
import { acknowledge } from "./constructs/acknowledge.ts";
import { DeadLetters } from "./constructs/dead-letters.ts";
import { DuckdbLayer } from "./constructs/duckdb-layer.ts";
import { grantAccess } from "./constructs/grant-access.ts";
import { PipelineFunction, type PipelineFunctions } from "./constructs/pipeline-function.ts";
import type { DataStack } from "./data-stack.ts";
import { functionSpecs } from "./function-specs.ts";
import { RefreshMachine } from "./refresh-machine.ts";
import type { Settings } from "./settings.ts";

/** Seconds over which uploads are gathered: files that belong together arrive together. */
const UPLOAD_WINDOW = 300;
/** Files read at the same time. */
const FILES_AT_ONCE = 5;

export interface PipelineStackProps extends StackProps {
  readonly settings: Settings;
  readonly data: DataStack;
  readonly code: CodeFolders;
  readonly layerFolder: string;
}

/** The stages in data order: inbox, ingest, refresh (compute, publish, push, drift). Holds no data. */
export class PipelineStack extends Stack {
  readonly functions: PipelineFunctions;
  readonly ingestQueue: Queue;
  /** Files that could not be taken in, five times over. */
  readonly lostFiles: DeadLetters;
  /** Requests for a refresh that started none, nightly ones and uploads. */
  readonly missedRefreshes: DeadLetters;
  readonly refresh: RefreshMachine;

  constructor(scope: Construct, id: string, props: PipelineStackProps) {
    super(scope, id, props);
    const { data, settings } = props;
    this.functions = this.#functions(props);
    this.lostFiles = new DeadLetters(this, "LostFiles");
    this.missedRefreshes = new DeadLetters(this, "MissedRefreshes");

    this.ingestQueue = this.#ingestQueue();
    this.#allowAskingForIngest();
    const ingestRule = this.#whenObjectArrives("IngestRule", data.inbox, {
      prefix: prefixes.inbox,
      target: new SqsQueue(this.ingestQueue, { deadLetterQueue: this.lostFiles }),
    });

    this.refresh = new RefreshMachine(this, "Refresh", this.functions);
    const uploadRule = this.#refreshAfterUploads(data.lake);
    const nightly = this.#refreshNightly(settings);

    const told = {
      [outputs.inboxBucket]: data.inbox.bucketName,
      [outputs.lakeBucket]: data.lake.bucketName,
      [outputs.controlTable]: data.control.tableName,
      [outputs.membersTable]: data.members.tableName,
      [outputs.pseudonymKey]: data.pseudonymKey.ref,
      [outputs.identitiesKey]: data.identitiesKey.keyArn,
      [outputs.refreshStateMachine]: this.refresh.stateMachineArn,
      [outputs.nightlySchedule]: nightly.scheduleName,
      [outputs.uploadRule]: uploadRule.ruleName,
      [outputs.ingestRule]: ingestRule.ruleName,
      [outputs.ingestQueue]: this.ingestQueue.queueUrl,
      [outputs.lostFiles]: this.lostFiles.queueUrl,
    };
    for (const [key, value] of Object.entries(told))
      new CfnOutput(this, `${key}Output`, { key, value });
  }

  #functions(props: PipelineStackProps): PipelineFunctions {
    const { data, settings } = props;
    const duckdb = new DuckdbLayer(this, "Duckdb", props.layerFolder);
    const environment = {
      [env.inboxBucket]: data.inbox.bucketName,
      [env.lakeBucket]: data.lake.bucketName,
      [env.controlTable]: data.control.tableName,
      [env.membersTable]: data.members.tableName,
      [env.secretPrefix]: settings.secretPrefix,
      [env.pseudonymKey]: data.pseudonymKey.ref,
      [env.identitiesKey]: data.identitiesKey.keyArn,
      [env.uploadWindow]: String(UPLOAD_WINDOW),
    };
    const make = (name: FunctionName) => {
      const spec = functionSpecs[name];
      const code = Code.fromAsset(props.code[name]);
      const fn = new PipelineFunction(this, name, { spec, code, environment, duckdb });
      grantAccess(fn, spec, data);
      return fn;
    };
    return byFunction(make);
  }

  /** A message is one file. It is hidden for six times as long as reading one may take, so that nobody reads it twice at once. */
  #ingestQueue(): Queue {
    const ingest = this.functions["ingest-file"];
    const queue = new Queue(this, "Ingest", {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      visibilityTimeout: Duration.seconds(6 * functionSpecs["ingest-file"].timeout),
      retentionPeriod: Duration.days(7), // as long as the inbox keeps the file
      deadLetterQueue: { queue: this.lostFiles, maxReceiveCount: 5 },
    });
    ingest.addEventSource(
      new SqsEventSource(queue, {
        batchSize: 1, // a large file must not spend another's time
        maxConcurrency: FILES_AT_ONCE,
        reportBatchItemFailures: true,
      }),
    );
    acknowledge(ingest, {
      "Serverless::Serverless-LambdaEventSourceMappingDestination":
        "A failure destination is for streams; a message of a queue goes to the queue's own dead letters.",
    });
    return queue;
  }

  /**
   * A file that is too big for one call asks for the next one, and files whose event was lost are
   * asked for again. Lambda's loop detection ends a chain of calls at the 16th, and the message goes
   * to LostFiles (Lambda guide, recursive loop detection, read 2026-11-22): some hours of reading.
   */
  #allowAskingForIngest(): void {
    for (const name of functionNames) {
      if (functionSpecs[name].asksForIngest !== true) continue;
      const fn = this.functions[name];
      fn.addEnvironment(env.ingestQueue, this.ingestQueue.queueUrl);
      fn.addToRolePolicy(
        new PolicyStatement({
          actions: ["sqs:SendMessage"],
          resources: [this.ingestQueue.queueArn],
        }),
      );
    }
  }

  #whenObjectArrives(
    id: string,
    bucket: IBucket,
    to: { prefix: string; target: IRuleTarget },
  ): Rule {
    return new Rule(this, id, {
      eventPattern: {
        source: ["aws.s3"],
        detailType: ["Object Created"],
        detail: { bucket: { name: [bucket.bucketName] }, object: { key: [{ prefix: to.prefix }] } },
      },
      targets: [to.target],
    });
  }

  /** A receipt means that a file was taken in. The function names the execution by its window, so that many receipts make one. */
  #refreshAfterUploads(lake: IBucket): Rule {
    const request = this.functions["request-refresh"];
    request.addEnvironment(env.refreshStateMachine, this.refresh.stateMachineArn);
    this.refresh.grantStartExecution(request);
    request.configureAsyncInvoke({
      onFailure: new SqsDestination(this.missedRefreshes),
      retryAttempts: 2,
      maxEventAge: Duration.hours(1),
    });
    return this.#whenObjectArrives("UploadRule", lake, {
      prefix: prefixes.receipts,
      target: new LambdaFunction(request, { deadLetterQueue: this.missedRefreshes }),
    });
  }

  #refreshNightly({ refreshAt, timezone }: Settings): Schedule {
    const [hour, minute] = refreshAt.split(":").map((digits) => String(Number(digits)));
    return new Schedule(this, "Nightly", {
      description: `The nightly refresh, at ${refreshAt} ${timezone}`,
      schedule: ScheduleExpression.cron({
        ...(hour === undefined ? {} : { hour }),
        ...(minute === undefined ? {} : { minute }),
        timeZone: TimeZone.of(timezone),
      }),
      target: new StepFunctionsStartExecution(this.refresh, {
        input: ScheduleTargetInput.fromObject({
          now: ContextAttribute.scheduledTime,
          trigger: "nightly",
        }),
        deadLetterQueue: this.missedRefreshes,
        maxEventAge: Duration.hours(4),
      }),
    });
  }
}
