import { createHash } from "node:crypto";
import * as z from "zod";
import { awsClients } from "../adapters/aws/aws-clients.ts";
import type { AwsPlace } from "../adapters/aws/aws-clients.ts";
import { stackOutputs } from "../adapters/aws/cloudformation-outputs.ts";
import { s3Objects } from "../adapters/aws/s3-objects.ts";
import { executionState, startExecution } from "../adapters/aws/sfn-executions.ts";
import { definitionsKey } from "../compute/contract.ts";
import { InputProblem } from "../core/failure.ts";
import type { AudienceId } from "../core/ids.ts";
import { receiptKey, receiptSchema } from "../ingest/contract.ts";
import type { FileRecord, Receipt } from "../ingest/contract.ts";
import { approveFirstPushes, decideHold } from "../push/decide-hold.ts";
import { readDefinitions } from "../segments/read-definitions.ts";
import type { Folder, Problem } from "../workspace/workspace.ts";
import { outputs } from "./names.ts";
import { openStores } from "./stores.ts";

/** A stack that runs somewhere: what its outputs say, and where AWS is. */
export interface Stack {
  readonly outputs: Readonly<Record<string, string>>;
  readonly place: AwsPlace;
}

/** The deployed stack of that name. Throws `InputProblem` when this account and region have none. */
export const deployedStack = async (name: string): Promise<Stack> => ({
  outputs: await stackOutputs(name),
  place: {},
});

const output = (stack: Stack, name: keyof typeof outputs): string => {
  const found = stack.outputs[outputs[name]];
  if (found === undefined)
    throw new InputProblem(`the stack has no output ${outputs[name]}: is it Audience Sync's?`);
  return found;
};

/** The stores of a stack, for whoever operates it. */
export function storesOf(stack: Stack) {
  const clients = awsClients(stack.place);
  const inboxBucket = output(stack, "inboxBucket");
  return {
    ...openStores(clients, {
      lakeBucket: output(stack, "lakeBucket"),
      controlTable: output(stack, "controlTable"),
    }),
    clients,
    inbox: s3Objects(clients.s3(), { name: inboxBucket }),
    inboxBucket,
    lakeBucket: output(stack, "lakeBucket"),
    refreshStateMachine: output(stack, "refreshStateMachine"),
    lostFiles: output(stack, "lostFiles"),
  };
}
export type OperatorStores = ReturnType<typeof storesOf>;

const hashOf = (folder: Folder): string =>
  createHash("sha256")
    .update(JSON.stringify(Object.entries(folder).toSorted(([a], [b]) => (a < b ? -1 : 1))))
    .digest("hex")
    .slice(0, 16);

/** Checks a folder and makes it the one that the next run uses. Throws `InputProblem` when it has errors. */
export async function publishWorkspace(
  { lake, workspace }: OperatorStores,
  folder: Folder,
  now: Date,
): Promise<{ readonly hash: string; readonly problems: readonly Problem[] }> {
  const { definitions, problems } = readDefinitions(folder);
  const error = problems.find(({ severity }) => severity === "error");
  if (error !== undefined) throw new InputProblem(error.message, error.place);
  if (definitions === undefined) throw new Error("a folder without errors gave no definitions");
  const hash = hashOf(folder);
  await lake.writeJson(definitionsKey(hash), { files: folder });
  const found = await workspace.read("workspace");
  if (found?.value.hash !== hash) {
    await workspace.write(
      "workspace",
      { hash, publishedAt: now.toISOString() },
      found?.version ?? 0,
    );
  }
  return { hash, problems };
}

/** Where a refresh is, or how it ended, and what it was asked for. */
export interface RefreshState {
  readonly status: string;
  readonly error: string | undefined;
  readonly asked: z.infer<typeof askedSchema>;
}
const askedSchema = z.object({ now: z.iso.datetime(), trigger: z.string() });

/** Starts a refresh; the same machine that the night starts. Gives the execution's ARN. */
export const startRefresh = (
  { clients, refreshStateMachine }: OperatorStores,
  now: Date,
): Promise<string> =>
  startExecution(clients.stepFunctions(), refreshStateMachine, {
    now: now.toISOString(),
    trigger: "asked",
  });

/** Where a refresh is. */
export async function refreshState(
  { clients }: OperatorStores,
  executionArn: string,
): Promise<RefreshState> {
  const { input, ...state } = await executionState(clients.stepFunctions(), executionArn);
  return { ...state, asked: askedSchema.parse(JSON.parse(input)) };
}

/** The receipt of a file once it is there. */
export const receiptOf = ({ lake }: OperatorStores, file: string): Promise<Receipt | undefined> =>
  lake.readJson(receiptKey(file), receiptSchema);

/** All files that came in, oldest first. */
export const allFiles = async ({ files }: OperatorStores): Promise<readonly FileRecord[]> =>
  (await files.list())
    .map(({ value }) => value)
    .toSorted((a, b) => (a.receivedAt < b.receivedAt ? -1 : 1));

/** Decides on a hold. */
export const decide = (stores: OperatorStores, clock: () => Date) =>
  decideHold({ holds: stores.holds, clock });

/** Lets first pushes out without asking: a rehearsal's answer to `approve: first`. */
export const approveAllFirst =
  (stores: OperatorStores, clock: () => Date) => (audiences: readonly AudienceId[]) =>
    approveFirstPushes({ holds: stores.holds, clock })(audiences, "rehearsal");
