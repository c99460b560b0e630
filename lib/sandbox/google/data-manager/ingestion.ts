import * as z from "zod";
import type { Change, RequestRecord } from "../google-state.ts";
import type { GoogleWorld } from "../google-world.ts";
import { madeUp } from "../limits.ts";
import { consentProblem, matches } from "../member.ts";
import type { Member } from "../member.ts";
import { readRequest, strikes } from "../perform-call.ts";
import type { Call, Method } from "../perform-call.ts";
import { Refusal } from "../refusal.ts";
import { membersRequestSchema, readMembers } from "./audience-member.ts";
import type { MembersRequest } from "./audience-member.ts";
import { dataManagerRefusal, refuseViolations, violation } from "./data-manager-refusal.ts";
import { destinationSchema, findTargets } from "./destination.ts";
import type { Target } from "./destination.ts";

const moveSchema = z.object({
  ...membersRequestSchema.shape,
  destinations: z.array(destinationSchema).default([]),
  validateOnly: z.boolean().default(false),
  encryptionInfo: z.unknown().optional(),
  termsOfService: z.object({ customerMatchTermsOfServiceStatus: z.string().optional() }).optional(),
});
type Move = z.infer<typeof moveSchema>;

const requestId = (world: GoogleWorld) => `sandbox-request-${world.nextId()}`;

function refuseEncrypted(move: Move): void {
  if (move.encryptionInfo === undefined) return;
  throw new Refusal("UNIMPLEMENTED", "The sandbox has no key to decrypt identifiers with.");
}

function refuseWithoutTerms(move: Move): void {
  if (move.termsOfService?.customerMatchTermsOfServiceStatus === "ACCEPTED") return;
  throw dataManagerRefusal(
    "INVALID_ARGUMENT",
    "TERMS_AND_CONDITIONS_NOT_SIGNED",
    "Required terms and conditions are not accepted.",
  );
}

/** Why a member will not be taken, as the request's status counts it. */
function errorOf(member: Member, index: number, call: Call): string | undefined {
  const problem = strikes(call, index) ? "INTERNAL_ERROR" : consentProblem(member.consent);
  return problem === undefined ? undefined : `PROCESSING_ERROR_REASON_${problem}`;
}

/** A member goes to the destinations that it names, or to all. */
function membersFor(target: Target, move: MembersRequest, members: readonly Member[]) {
  return members.flatMap((member, index) => {
    const named = move.audienceMembers[index]?.destinationReferences ?? [];
    return named.length === 0 || named.includes(target.destination.reference)
      ? [{ member, index }]
      : [];
  });
}

function refuseUnknownReferences(move: Move): void {
  const known = new Set(move.destinations.map((d) => d.reference));
  refuseViolations(
    move.audienceMembers.flatMap((member, i) =>
      member.destinationReferences.every((r) => r !== "" && known.has(r))
        ? []
        : [
            violation(
              `audience_members[${i}].destination_references`,
              "INVALID_DESTINATION",
              "Unknown reference.",
            ),
          ],
    ),
  );
}

const countIdentifiers = (members: readonly Member[]) =>
  members.reduce((sum, m) => sum + m.emails.length + m.phones.length + m.addresses.length, 0);

/** Accepts what a request does to one list, and tells what its status will say. */
function accept(
  world: GoogleWorld,
  target: Target,
  sent: { kind: "add" | "remove"; records: { member: Member; error: string | undefined }[] },
): RequestRecord["destinations"][number] {
  const taken = sent.records.filter((r) => r.error === undefined).map((r) => r.member);
  const change: Change = { kind: sent.kind, members: taken };
  world.later(target.list, world.clock.now() + madeUp.processing, change);
  const errors: Record<string, number> = {};
  for (const { error } of sent.records) {
    if (error !== undefined) errors[error] = (errors[error] ?? 0) + 1;
  }
  const members = sent.records.map((r) => r.member);
  return {
    destination: { ...target.destination },
    records: members.length,
    identifiers: countIdentifiers(members),
    matched: members.filter(matches).length,
    errors,
  };
}

function remember(
  world: GoogleWorld,
  request: Omit<RequestRecord, "id" | "dueAt">,
): { requestId: string } {
  const id = requestId(world);
  world.state.requests.push({ ...request, id, dueAt: world.clock.now() + madeUp.processing });
  return { requestId: id };
}

function moveMembers(world: GoogleWorld, move: Move, how: { kind: "add" | "remove"; call: Call }) {
  refuseEncrypted(move);
  const targets = findTargets(world, move.destinations);
  if (how.kind === "add") refuseWithoutTerms(move);
  const members = readMembers(move);
  refuseUnknownReferences(move);
  if (move.validateOnly) return { requestId: requestId(world) };
  world.state.moves.push({ method: "POST", path: how.call.path, rows: members.length });
  const destinations = targets.map((target) => {
    const records = membersFor(target, move, members).map(({ member, index }) => {
      const error = how.kind === "add" ? errorOf(member, index, how.call) : undefined;
      return { member, error };
    });
    return accept(world, target, { kind: how.kind, records });
  });
  return remember(world, { kind: how.kind === "add" ? "ingest" : "remove", destinations });
}

/** IngestionService.IngestAudienceMembers: accepted is not yet applied. */
export const ingestAudienceMembers: Method = (world, request, call) =>
  moveMembers(world, readRequest(moveSchema, request), { kind: "add", call });

/** IngestionService.RemoveAudienceMembers: needs no consent. */
export const removeAudienceMembers: Method = (world, request, call) =>
  moveMembers(world, readRequest(moveSchema, request), { kind: "remove", call });

const removeAllSchema = z.strictObject({
  destinations: z.array(destinationSchema).default([]),
  removeAsOfTime: z.iso.datetime({ offset: true }).optional(),
  validateOnly: z.boolean().default(false),
});

/** POST /v1/audienceMembers:removeAll: drops everybody last added before `removeAsOfTime` (default: now). */
export const removeAllAudienceMembers: Method = (world, request, call) => {
  const asked = readRequest(removeAllSchema, request);
  const targets = findTargets(world, asked.destinations);
  const now = world.clock.now();
  const before = asked.removeAsOfTime === undefined ? now : Date.parse(asked.removeAsOfTime);
  if (before > now) {
    refuseViolations([
      violation("remove_as_of_time", "INVALID_ARGUMENT", "The time lies in the future."),
    ]);
  }
  if (asked.validateOnly) return { requestId: requestId(world) };
  world.state.moves.push({ method: "POST", path: call.path, rows: 0 });
  for (const target of targets)
    world.later(target.list, now + madeUp.processing, { kind: "remove-all", before });
  const destinations = targets.map(({ destination }) => ({
    destination: { ...destination },
    records: 0,
    identifiers: 0,
    matched: 0,
    errors: {},
  }));
  return remember(world, { kind: "remove-all", destinations });
};
