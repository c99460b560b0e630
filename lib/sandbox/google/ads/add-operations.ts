import * as z from "zod";
import type { Job } from "../google-state.ts";
import type { GoogleWorld } from "../google-world.ts";
import { adsLimits } from "../limits.ts";
import type { Member } from "../member.ts";
import { readRequest, strikes } from "../perform-call.ts";
import type { Call, Method } from "../perform-call.ts";
import { adsRefusal, partialFailure } from "./ads-refusal.ts";
import type { AdsError } from "./ads-refusal.ts";
import { alone, openJob, refuseUnlessAllowlisted } from "./jobs.ts";
import { readUser, userDataSchema } from "./user-data.ts";
import type { UserData } from "./user-data.ts";

const operationSchema = z.object({
  create: userDataSchema.optional(),
  remove: userDataSchema.optional(),
  remove_all: z.boolean().optional(),
});
type Operation = z.infer<typeof operationSchema>;

const addSchema = z.object({
  resource_name: z.string().default(""),
  enable_partial_failure: z.boolean().default(false),
  enable_warnings: z.boolean().default(false),
  validate_only: z.boolean().default(false),
  operations: z.array(operationSchema).default([]),
});
type Add = z.infer<typeof addSchema>;

const JOB = "offline_user_data_job_error";

/** What a call would add to its job. */
interface Batch {
  readonly job: Job;
  readonly members: Member[];
  readonly errors: AdsError[];
  kind: Job["kind"];
  removeAll: boolean;
  taken: number;
}

function takeRemoveAll(batch: Batch, index: number): void {
  if (batch.job.operations + batch.taken > 0) {
    batch.errors.push({
      code: [JOB, "INVALID_OPERATION_ORDER"],
      message: "A remove-all operation has to be the first operation of the job.",
      path: [["operations", index], ["remove_all"]],
    });
    return;
  }
  batch.removeAll = true;
  batch.taken += 1;
}

function takeUser(
  batch: Batch,
  index: number,
  sent: { kind: "create" | "remove"; data: UserData },
): void {
  const path = [["operations", index], [sent.kind]] as const;
  if (batch.kind !== null && batch.kind !== sent.kind) {
    batch.errors.push({
      code: [JOB, "CONFLICTING_OPERATION"],
      message: "Mixing creation and removal of offline data in the same job is not allowed.",
      path,
    });
    return;
  }
  const read = readUser(sent.data, path, batch.job.consent);
  if ("errors" in read) {
    batch.errors.push(...read.errors);
    return;
  }
  batch.kind = sent.kind;
  batch.members.push(read.member);
  batch.taken += 1;
}

function takeOperation(
  batch: Batch,
  operation: Operation,
  place: { index: number; call: Call },
): void {
  const { create, remove, remove_all: removeAll } = operation;
  const { index } = place;
  if (strikes(place.call, index)) {
    const path = [["operations", index]] as const;
    batch.errors.push({
      code: ["internal_error", "TRANSIENT_ERROR"],
      message: "A transient error.",
      path,
    });
  } else if (removeAll === true) takeRemoveAll(batch, index);
  else if (create !== undefined) takeUser(batch, index, { kind: "create", data: create });
  else if (remove !== undefined) takeUser(batch, index, { kind: "remove", data: remove });
  else {
    const path = [["operations", index]] as const;
    batch.errors.push({
      code: ["request_error", "OPERATION_REQUIRED"],
      message: "Operation is required.",
      path,
    });
  }
}

const identifiersOf = ({ create, remove }: Operation) =>
  (create ?? remove)?.user_identifiers.length ?? 0;

function refuseTooMany(asked: Add): void {
  const identifiers = asked.operations.reduce(
    (sum, operation) => sum + identifiersOf(operation),
    0,
  );
  if (identifiers <= adsLimits.identifiersPerRequest) return;
  throw adsRefusal("INVALID_ARGUMENT", [
    {
      code: [JOB, "TOO_MANY_USER_IDENTIFIERS"],
      message: "At most 100,000 user identifiers a request.",
    },
  ]);
}

/** Consent belongs to the job; beside a user it is ignored, with a warning for those who ask. */
function warnings(asked: Add): AdsError[] {
  if (!asked.enable_warnings) return [];
  return asked.operations.flatMap((operation, index) => {
    if ((operation.create ?? operation.remove)?.consent === undefined) return [];
    return [
      {
        code: [JOB, "OPERATION_LEVEL_CONSENT_PROVIDED"],
        message: "The provided operation-level consent will be ignored.",
        path: [["operations", index]],
      } as const,
    ];
  });
}

function keep(batch: Batch): void {
  const { job } = batch;
  for (const member of batch.members) job.members.push(member);
  job.kind = batch.kind;
  job.removeAll ||= batch.removeAll;
  job.operations += batch.taken;
}

function readBatch(asked: Add, job: Job, call: Call): Batch {
  const batch: Batch = { job, members: [], errors: [], kind: job.kind, removeAll: false, taken: 0 };
  for (const [index, operation] of asked.operations.entries())
    takeOperation(batch, operation, { index, call });
  return batch;
}

function addToJob(world: GoogleWorld, asked: Add, to: { job: Job; call: Call }): object {
  const batch = readBatch(asked, to.job, to.call);
  if (batch.errors.length > 0 && !asked.enable_partial_failure) {
    throw adsRefusal("INVALID_ARGUMENT", batch.errors);
  }
  if (!asked.validate_only) {
    keep(batch);
    world.state.moves.push({ method: "POST", path: to.call.path, rows: asked.operations.length });
  }
  const warned = warnings(asked);
  return {
    ...(batch.errors.length > 0 ? { partial_failure_error: partialFailure(batch.errors) } : {}),
    ...(warned.length > 0 ? { warning: partialFailure(warned) } : {}),
  };
}

/**
 * OfflineUserDataJobService.AddOfflineUserDataJobOperations: a wrong operation refuses the call,
 * or itself alone when partial failure is enabled.
 */
export const addOfflineUserDataJobOperations: Method = async (world, request, call) => {
  refuseUnlessAllowlisted(world);
  const asked = readRequest(addSchema, request);
  refuseTooMany(asked);
  const job = openJob(world, asked.resource_name);
  return alone(world, job, () => addToJob(world, asked, { job, call }));
};
