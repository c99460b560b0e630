import type { Problem } from "../../workspace/workspace.ts";
import { checkCards } from "./check-cards.ts";
import { checkGroups } from "./check-groups.ts";
import { checkNames } from "./check-names.ts";
import { checkConcentration, checkReach } from "./check-reach.ts";
import { checkSensitive } from "./check-sensitive.ts";
import type { Material } from "./material.ts";

/** Where no circle stands in the way. */
export interface Circumstances {
  readonly circles: boolean;
}

/** All that can be said against definitions without looking at the data, on whatever day. */
export const checkDefinitions = (
  material: Material,
  { circles }: Circumstances,
): readonly Problem[] => [
  ...(circles ? [] : checkReach(material)),
  ...checkConcentration(material),
  ...checkSensitive(material),
  ...checkCards(material),
  ...checkNames(material),
  ...checkGroups(material),
];
