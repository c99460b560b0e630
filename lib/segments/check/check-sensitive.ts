import { didYouMean } from "../../core/nearest.ts";
import { isAdPlatform } from "../../workspace/ad-platforms.ts";
import { datasetColumnNames } from "../../workspace/dataset-columns.ts";
import type { Problem } from "../../workspace/workspace.ts";
import { suspectsIn, suspectsOfRule } from "./find-suspects.ts";
import type { Suspect } from "./find-suspects.ts";
import { documentOf, warningAt } from "./material.ts";
import type { Material, ReadSegment } from "./material.ts";
import { distinct, Sensitivity } from "./sensitivity.ts";

const advice =
  "ad platforms refuse such audiences, and the law protects such data (GDPR art. 9). Say it otherwise or take it out";
const way =
  "; where it is lawful and decided, write acknowledge: { sensitive: why it is, and who decided } and send it to no ad platform";

const refused = (suspects: readonly Suspect[], how: string): readonly Problem[] =>
  suspects.map(({ place, says }) => ({
    severity: "error",
    place,
    message: `${says}: ${advice}${how}`,
  }));

/** Rules of destinations narrow every audience there; nothing can acknowledge them. */
function ofDestinations(material: Material, sensitivity: Sensitivity): readonly Problem[] {
  const document = documentOf(material, "destinations.yaml");
  if (document === undefined) return [];
  const { settings } = material.workspace;
  return [...material.only].flatMap(([id, rule]) => {
    const own = suspectsOfRule({ rule, document, path: [id, "only"] }, settings);
    return refused(distinct([...own, ...sensitivity.inherited(rule)]), "");
  });
}

/** What is acknowledged as sensitive goes to no ad platform. */
function pushedAnyway(read: ReadSegment, { workspace }: Material): readonly Problem[] {
  const ads = workspace.destinations.filter(({ platform }) => isAdPlatform(platform));
  const wrong = read.segment.to.filter(({ destination }) =>
    ads.some(({ id }) => id === destination),
  );
  if (wrong.length === 0) return [];
  const names = wrong.map(({ destination }) => destination).join(", ");
  const message = `a segment that is acknowledged as sensitive is computed and never pushed to an ad platform; take ${names} out of to`;
  return [warningAt(read, ["to"], message)];
}

/** Marks that mark nothing, by a slip of the pen. */
function emptyMarks(material: Material): readonly Problem[] {
  const { settings, datasets } = material.workspace;
  const document = documentOf(material, "workspace.yaml");
  const known = [
    ...Object.values(datasets).flatMap(({ attributes }) => Object.keys(attributes)),
    ...Object.values(datasetColumnNames).flat(),
  ];
  return settings.sensitive.attributes.flatMap((name, at) =>
    known.includes(name) || document === undefined
      ? []
      : [
          warningAt(
            { document },
            ["sensitive", "attributes", at],
            `no dataset has an attribute “${name}”, so this marks nothing.${didYouMean(name, known)}`,
          ),
        ],
  );
}

/** What a segment is for may say what it is about. */
const telling = (read: ReadSegment): readonly Problem[] =>
  suspectsIn({ text: read.segment.why ?? "", place: read.document.placeOf(["why"]) }).map(
    ({ place, says }) => ({
      severity: "warning",
      place,
      message: `${says}: if these people are picked for that, ad platforms refuse them and the law protects them (GDPR art. 9)`,
    }),
  );

/**
 * Names, rules and columns that suggest something sensitive about people, or that the workspace marks so, also
 * through segments that are asked for; unless acknowledged, and then no ad platform may get them.
 */
export function checkSensitive(material: Material): readonly Problem[] {
  const sensitivity = new Sensitivity(material);
  return [
    ...material.segments.flatMap((read) => {
      if (read.segment.acknowledged !== undefined) return pushedAnyway(read, material);
      const { id } = read.segment;
      const found = [...sensitivity.own(id), ...sensitivity.inherited(read.rule)];
      return [...refused(distinct(found), way), ...telling(read)];
    }),
    ...ofDestinations(material, sensitivity),
    ...emptyMarks(material),
  ];
}
