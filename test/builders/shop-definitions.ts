import { audienceIdSchema, destinationIdSchema } from "../../lib/core/ids.ts";
import type { Definitions, Segment } from "../../lib/segments/contract.ts";
import { plainSegment } from "./plain-segment.ts";
import type { WorkspaceSettings } from "../../lib/workspace/workspace.ts";

const place = { file: "segments/loyal.yaml" };

/** A segment sent to one Meta account. */
export const aSegment = (id: string, destinations: readonly string[] = ["meta-main"]): Segment => ({
  ...plainSegment(id),
  names: { fi: `fi ${id}`, en: `en ${id}` },
  name: `fi ${id}`,
  to: destinations.map((destination) => ({
    audience: audienceIdSchema.parse(`${id}@${destination}`),
    destination: destinationIdSchema.parse(destination),
    label: `fi ${id}`,
    use: "target",
    approve: "first",
  })),
  place,
});

/** A Finnish shop with one Meta account. */
export const shopDefinitions = (
  segments: readonly Segment[],
  differs: Partial<WorkspaceSettings> = {},
): Definitions =>
  ({
    workspace: {
      settings: {
        name: "Karhulan Lemmikki",
        languages: ["fi"],
        timezone: "Europe/Helsinki",
        freshness: {},
        ...differs,
      },
      destinations: [{ id: "meta-main", platform: "meta" }],
      datasets: {},
    },
    segments,
  }) as unknown as Definitions;
