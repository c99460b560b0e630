import { audienceIdSchema, destinationIdSchema } from "../../lib/core/ids.ts";
import { plainSegment } from "./plain-segment.ts";
import type { Definitions, Segment, Target } from "../../lib/segments/contract.ts";
import type { IdentifierKind } from "../../lib/workspace/workspace.ts";

/** Small numbers trip it, so that tests need few people. */
const smallGuard = { shrink: 0.3, grow: 1, minimum: 4 };
/** Lets everything pass. */
export const noGuard = { shrink: 1, grow: 1_000_000, minimum: 1 };

export const destinationOf = { meta: "meta-main", google: "google-main" } as const;

export const aTarget = (
  segment: string,
  destination: string,
  differs: Partial<Target> = {},
): Target => ({
  audience: audienceIdSchema.parse(`${segment}@${destination}`),
  destination: destinationIdSchema.parse(destination),
  label: "Loyal",
  use: "target",
  approve: "never",
  ...differs,
});

/** A segment that is pushed to one destination, without guard or asking. */
export const aSegment = (
  id: string,
  destination: string,
  differs: Partial<Segment> = {},
): Segment => ({
  ...plainSegment(id),
  guard: smallGuard,
  to: [aTarget(id, destination)],
  ...differs,
});

export interface DestinationDiffers {
  readonly platform?: "meta" | "google";
  readonly consent?: readonly string[];
  readonly identifiers?: readonly IdentifierKind[];
  readonly only?: unknown;
}

function aDestination({
  platform = "meta",
  identifiers,
  consent = ["advertising"],
  only,
}: DestinationDiffers) {
  const shared = {
    id: destinationOf[platform],
    secret: "s",
    consent,
    only,
    place: { file: "destinations.yaml" },
  };
  return platform === "meta"
    ? { ...shared, platform, adAccount: "1", identifiers: identifiers ?? ["email", "phone"] }
    : {
        ...shared,
        platform: "google-data-manager",
        operatingAccount: "1",
        loginAccount: undefined,
        membershipDays: 90,
      };
}

/** A workspace as far as a push looks at it. */
export const someDefinitions = (
  segments: readonly Segment[],
  destination: DestinationDiffers,
  settings: Partial<Definitions["workspace"]["settings"]> = {},
): Definitions =>
  ({
    segments,
    workspace: {
      settings: {
        name: "Shop",
        guard: smallGuard,
        minimumAge: 18,
        unknownAge: "let-through",
        holdout: 0,
        ...settings,
      },
      destinations: [aDestination(destination)],
    },
  }) as never;
