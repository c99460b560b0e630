import {
  type Expression,
  all,
  any,
  column,
  equal,
  firstOf,
  known,
  not,
  surely,
  timestamp,
  unknown,
  value,
} from "../sql/expression.ts";
import { isNamed } from "./email-cells.ts";
import { type Reading, cell } from "./plan-dataset.ts";
import type { Cell, Layout } from "./plan-layout.ts";
import { isPlausible, momentOf, nothing, yesNoOf } from "./typed-cells.ts";

/**
 * Consents that stand in columns of customers, in judged rows: for each purpose the answer, since
 * when it is given, and whether something was filled in to no use. In doubt the answer is no.
 */

/** The column of a purpose's answer: yes or no where the row gives one. */
export const answerName = (purpose: string): string => `consent ${purpose}`;
/** The column of the time from which an answer counts. */
export const answeredAtName = (purpose: string): string => `consent ${purpose} at`;
/** The column that says whether an answer was filled in that is not kept as it stands. */
export const unusableAnswerName = (purpose: string): string => `consent ${purpose} unusable`;

type WithConsents = Pick<Layout, "consents">;

const forEach = <T>(
  { consents }: WithConsents,
  of: (purpose: string, cells: Layout["consents"][string]) => readonly (readonly [string, T])[],
): Readonly<Record<string, T>> =>
  Object.fromEntries(Object.entries(consents).flatMap(([purpose, cells]) => of(purpose, cells)));

/** The cells to be read as text, under the names of their columns. */
export const consentCells = (layout: WithConsents): Readonly<Record<string, Cell>> =>
  forEach(layout, (purpose, { answer, at }) => [
    [answerName(purpose), answer],
    [answeredAtName(purpose), at],
  ]);

/** Answers and times, typed, under the names of their cells. */
export const typedConsents = ({
  layout,
  settings,
}: Reading): Readonly<Record<string, Expression>> =>
  forEach(layout, (purpose, { at }) => [
    [answerName(purpose), yesNoOf(cell(answerName(purpose)))],
    [
      answeredAtName(purpose),
      momentOf(cell(answeredAtName(purpose)), {
        format: at.source.format,
        timezone: settings.timezone,
      }),
    ],
  ]);

const isYes = (purpose: string): Expression => surely(column(answerName(purpose)));
const isTimed = (purpose: string): Expression => isPlausible(column(answeredAtName(purpose)));
const isFilled = (purpose: string): Expression => known(cell(answerName(purpose)));

/** A yes without a readable time is no yes, and no no either; what cannot be read is a no. */
const answer = (purpose: string): Expression =>
  firstOf(
    [
      { when: not(isFilled(purpose)), gives: nothing("BOOLEAN") },
      { when: all(isYes(purpose), isTimed(purpose)), gives: value(true) },
      { when: isYes(purpose), gives: nothing("BOOLEAN") },
    ],
    value(false),
  );

/** A no whose time cannot be read counts from the upload on. */
const answeredAt = (purpose: string, receivedAt: string): Expression =>
  firstOf(
    [{ when: isTimed(purpose), gives: column(answeredAtName(purpose)) }],
    timestamp(receivedAt),
  );

const unusable = (purpose: string): Expression =>
  all(
    isFilled(purpose),
    any(unknown(column(answerName(purpose))), all(isYes(purpose), not(isTimed(purpose)))),
  );

/** The columns of judged rows, of typed ones. */
export const consentColumns = ({
  layout,
  receivedAt,
}: Reading): Readonly<Record<string, Expression>> =>
  forEach(layout, (purpose) => [
    [answerName(purpose), answer(purpose)],
    [answeredAtName(purpose), answeredAt(purpose, receivedAt)],
    [unusableAnswerName(purpose), unusable(purpose)],
  ]);

const isRefused = (purpose: string): Expression =>
  surely(equal(column(answerName(purpose)), value(false)));

/** Of a judged row: its answer counts, since the row does, or since it is a no and says whose. */
export const answerCounts = (purpose: string): Expression =>
  all(
    unknown(column("skip")),
    known(column(answerName(purpose))),
    any(unknown(column("verdict")), all(isRefused(purpose), isNamed)),
  );

/** Of a judged row: some answer of it counts, whatever else becomes of it. */
export const someAnswerCounts = ({ consents }: WithConsents): Expression =>
  any(...Object.keys(consents).map(answerCounts));
