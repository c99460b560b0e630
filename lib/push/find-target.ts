import { InputProblem } from "../core/failure.ts";
import { segmentIdSchema } from "../core/ids.ts";
import type { Segment } from "../segments/contract.ts";
import type { Destination } from "../workspace/workspace.ts";
import type { Audience, PushInput } from "./contract.ts";
import { googleRows } from "./google-rows.ts";
import { metaRows } from "./meta-rows.ts";
import type { PushPorts } from "./ports.ts";
import type { RowShape } from "./row-shape.ts";

type Frozen = Awaited<ReturnType<PushPorts["definitionsOf"]>>;

/** Everything known of the audience that is to be pushed. */
export interface Target extends Frozen {
  readonly input: PushInput;
  readonly destination: Destination;
  /** Undefined when the segment is gone or no longer asks for this audience: it is emptied under its guard. */
  readonly segment: Segment | undefined;
  /** What the audience is called at the platform. */
  readonly label: string;
  readonly approve: "first" | "always" | "never";
  readonly shape: RowShape;
}

const isThis =
  (input: PushInput) =>
  ({ audience }: { readonly audience: string }): boolean =>
    audience === input.audience;

const isMeta = ({ platform }: Pick<Audience, "platform">): boolean => platform === "meta";

/**
 * Finds an audience in the definitions of the run. Throws `InputProblem` when its destination is gone,
 * or has become another platform's.
 */
export async function findTarget(
  ports: PushPorts,
  input: PushInput,
  known: Audience | undefined,
): Promise<Target> {
  const frozen = await ports.definitionsOf(input.run);
  const { workspace, segments } = frozen.definitions;
  const [segmentId = "", destinationId = ""] = input.audience.split("@");
  const destination = workspace.destinations.find(({ id }) => id === destinationId);
  if (destination === undefined) {
    throw new InputProblem(
      `destinations.yaml no longer has ${destinationId}, but ${input.audience} still stands there: ` +
        "put the destination back, and take it out of the segment's `to` first",
    );
  }
  if (known !== undefined && isMeta(known) !== isMeta(destination)) {
    throw new InputProblem(
      `${destination.id} is a ${destination.platform} destination now, but ${input.audience} stands at ` +
        `${known.platform}: give the new platform a destination of its own`,
    );
  }
  const segment = segments.find(({ id, to }) => id === segmentId && to.some(isThis(input)));
  const { label, approve } = segment?.to.find(isThis(input)) ?? {
    label: segmentId,
    approve: "never" as const,
  };
  return {
    ...frozen,
    input,
    destination,
    segment,
    label,
    approve,
    shape: destination.platform === "meta" ? metaRows(destination.identifiers) : googleRows,
  };
}

/** The record of an audience that was never pushed. */
export function newAudience({ input, destination }: Target): Audience {
  return {
    audience: input.audience,
    segment: segmentIdSchema.parse(input.audience.split("@")[0]),
    destination: destination.id,
    platform: destination.platform,
    platformId: null,
    fence: 0,
    lease: null,
    agreed: null,
    planned: null,
    opened: null,
    base: null,
    batches: [],
    report: null,
    view: null,
  };
}
