import {
  type Expression,
  type SqlType,
  above,
  all,
  call,
  column,
  known,
  not,
  unknown,
  value,
} from "../sql/expression.ts";
import type { WorkspaceSettings } from "../workspace/workspace.ts";
import type { DatasetInputs, Layout } from "./plan-layout.ts";
import { isPlausible, momentOf, nothing, numberOf } from "./typed-cells.ts";

/** A reason to reject a row, with its stable code. */
export interface Fault {
  readonly code: string;
  readonly when: Expression;
}

/** A column that names a person, and the column of the lake that gets their pseudonym. */
export interface PersonInput {
  readonly name: "customer_id" | "referred_customer_id";
  readonly memberAs: "memberId" | "referred_member";
  /** A row without it is rejected. */
  readonly required: boolean;
}

/** Most datasets name the one person that a row is about. */
export const customer: PersonInput = {
  name: "customer_id",
  memberAs: "memberId",
  required: true,
};

/** What a dataset's rows may be read by. */
export interface Reading {
  readonly layout: Layout;
  readonly settings: WorkspaceSettings;
  /** When the file was uploaded, ISO. */
  readonly receivedAt: string;
}

/**
 * How rows of one dataset are read: text cells (`cellOf`) become `typed` columns, these become
 * `derived` ones, and the first fault that holds is the row's. All pure.
 */
export interface DatasetPlan extends DatasetInputs {
  /** Inputs that name a person: a customer id, or an e-mail address where the map says so. */
  readonly people: readonly PersonInput[];
  readonly typed: (reading: Reading) => Readonly<Record<string, Expression>>;
  readonly derived: (reading: Reading) => Readonly<Record<string, Expression>>;
  /**
   * The columns of `datasetColumns` (all but memberId and line), and what else later steps need, from
   * all of the above.
   */
  readonly output: Readonly<Record<string, Expression>>;
  /** After those of the people; in the order in which they are told. */
  readonly faults: (reading: Reading) => readonly Fault[];
  /** Holds for a rejected row that counts nevertheless, as a no. */
  readonly countsAsNo?: Expression;
}

/** The name of the cleaned text of a column in the rows being read. */
export const cellName = (name: string): string => `text ${name}`;
/** The cleaned text of a column. */
export const cell = (name: string): Expression => column(cellName(name));

export const isMissing = (name: string): Fault => ({
  code: `${name}-missing`,
  when: unknown(cell(name)),
});

/** It is filled, and its typed column is not. */
export const isUnreadable = (
  name: string,
  why: "unreadable" | "unknown" = "unreadable",
): Fault => ({
  code: `${name}-${why}`,
  when: all(known(cell(name)), unknown(column(name))),
});

/** It is filled, and its typed column is no plausible time. */
export const isNoTime = (name: string): Fault => ({
  code: `${name}-unreadable`,
  when: all(known(cell(name)), not(isPlausible(column(name)))),
});

const longestId = 256;

/** Longer than an id may be, counted as JavaScript counts: rare characters are two. */
export const isTooLong = (name: string): Fault => ({
  code: `${name}-too-long`,
  when: all(
    above(call("length", cell(name)), value(longestId / 2)),
    above(
      call(
        "length",
        call(
          "regexp_replace",
          cell(name),
          value("[\\x{10000}-\\x{10FFFF}]"),
          value("xx"),
          value("g"),
        ),
      ),
      value(longestId),
    ),
  ),
});

/** A column of times, read by its format in the map. */
export const moment = ({ layout, settings }: Reading, name: string): Expression => {
  const found = layout.cells[name];
  if (found === undefined) return nothing("TIMESTAMP");
  return momentOf(cell(name), { format: found.source.format, timezone: settings.timezone });
};

/** A column of exact decimals. */
export const decimal = (
  { layout, settings: { currency } }: Reading,
  name: string,
  type: Extract<SqlType, "DECIMAL(11,3)" | "DECIMAL(15,6)">,
): Expression =>
  numberOf(cell(name), { decimal: layout.cells[name]?.source.decimal ?? "point", currency, type });
