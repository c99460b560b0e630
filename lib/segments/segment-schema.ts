import * as z from "zod";
import type { Workspace } from "../workspace/workspace.ts";
import { partialGuard } from "../workspace/settings-schema.ts";
import { segmentIdSchema } from "../core/ids.ts";
import { isDay } from "../core/run-clock.ts";
import {
  calendarDuration,
  laterKeys,
  offering,
  oneOrMore,
  share,
  slug,
  strict,
  text,
} from "../workspace/yaml-schemas.ts";
import { didYouMean } from "../core/nearest.ts";
import { memberValues } from "./contract.ts";
import { noScore } from "./rules/score.ts";
import { knownSegment } from "./rules/segment.ts";
import type { RuleContext } from "./rule-kind.ts";

/** Names by language; one text is the name in the workspace's first language. */
const namesSchema = ({ settings }: Workspace) => {
  const [first = "en"] = settings.languages;
  const languages = Object.fromEntries(
    settings.languages.map((language) => [language, text.optional()]),
  );
  const byLanguage = strict(languages).transform((names, context): Record<string, string> => {
    const given = Object.entries(names).flatMap(([language, name]): [string, string][] =>
      name === undefined ? [] : [[language, name]],
    );
    const [any] = given;
    if (any === undefined) {
      context.addIssue({ code: "custom", message: `write a name, such as ${first}: …` });
      return z.NEVER;
    }
    return { [first]: any[1], ...Object.fromEntries(given) };
  });
  return z.union([
    text.transform((name): Record<string, string> => ({ [first]: name })),
    byLanguage,
  ]);
};

const destinationSchema = ({ destinations }: Workspace) => {
  const ids = destinations.map(({ id }) => String(id));
  return offering(ids).transform((id, context) => {
    const found = destinations.find((one) => one.id === id);
    if (found !== undefined) return found.id;
    context.addIssue({
      code: "custom",
      message: `there is no destination “${id}”.${didYouMean(id, ids)}`,
    });
    return z.NEVER;
  });
};

/** Words of the language whose other choices come later. */
const only = <T extends string>(key: string, now: readonly T[], later: readonly string[]) =>
  z.string().transform((written, context): T => {
    const found = now.find((one) => one === written);
    if (found !== undefined) return found;
    const message = later.includes(written)
      ? `not supported yet: ${key}: ${written}`
      : `write ${now.join(" or ")}`;
    context.addIssue({ code: "custom", message });
    return z.NEVER;
  });

const push = z
  .unknown()
  .refine((of) => of === "nightly", {
    error: "not supported yet: push other than nightly; write nightly or leave it out",
  })
  .optional();

const targetSchema = (workspace: Workspace) => {
  const destination = destinationSchema(workspace);
  return z.union([
    destination.transform((id) => ({
      destination: id,
      use: "target" as const,
      label: undefined,
      approve: "first" as const,
    })),
    strict({
      destination,
      use: only("use", ["target", "exclude"], ["lookalike"]).default("target"),
      label: text.optional(),
      push,
      approve: z.enum(["first", "always", "never"]).default("first"),
      ...laterKeys("lookalike", "adopt"),
    }).transform((of) => ({
      destination: of.destination,
      use: of.use,
      label: of.label,
      approve: of.approve,
    })),
  ]);
};

const day = z.string().refine(isDay, { error: "write a day, such as 2027-06-30" });

/** What stands about a segment for people. */
const metadata = {
  stakeholders: oneOrMore(text).default([]),
  review: strict({ every: calendarDuration, last: day.optional() }).optional(),
  strategy: z.enum(["selective", "concentrated", "everyone"]).default("selective"),
  goals: z
    .array(
      strict({
        measure: z.enum(["size", "revenue", "orders", "average"]),
        target: z.number().positive(),
        by: day.optional(),
      }),
    )
    .default([]),
  cards: strict({
    short: text.optional(),
    deep: text.optional(),
    for: z.record(text, text).default({}),
  }).optional(),
};

/** A file of segments/; its `who` is read by itself. */
export const segmentSchema = (context: RuleContext) =>
  strict({
    name: namesSchema(context.workspace),
    why: text.optional(),
    owner: text.optional(),
    ...metadata,
    who: z.unknown().refine((of) => of !== undefined, { error: "“who” is missing; write it" }),
    exclude: oneOrMore(knownSegment(context.segments)).default([]),
    holdout: share.default(0),
    exclusive: strict({ group: slug, rank: z.int().min(1) }).optional(),
    to: oneOrMore(targetSchema(context.workspace)).default([]),
    guard: partialGuard.default({}),
    was: slug
      .refine((old) => !context.segments.includes(old), {
        error: "that segment is still there; a renamed segment's old file must be gone",
      })
      .transform((old) => segmentIdSchema.parse(old))
      .optional(),
    value: z
      .enum(memberValues)
      .refine((of) => of !== "score" || context.workspace.settings.score !== undefined, {
        error: noScore,
      })
      .optional(),
    acknowledge: strict({ sensitive: text.optional() }).default({}),
  });
export type WrittenSegment = z.infer<ReturnType<typeof segmentSchema>>;
