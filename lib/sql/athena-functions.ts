import type { Expression } from "./expression.ts";
import type { FunctionName } from "./function-names.ts";
import { cannot, givesBytes, givesList, isLiteral, textIn, wholeIn } from "./athena-arguments.ts";
import { text } from "./sql-text.ts";

/** A call on its way into Trino's words, with its arguments printed. */
export interface Calling {
  readonly name: FunctionName;
  readonly args: readonly Expression[];
  readonly printed: readonly string[];
  /** Whether the call says in which order its rows come. */
  readonly ordered: boolean;
  /**
   * Prints a function of Trino's with the DISTINCT, ORDER BY, FILTER and OVER of this call; `where` is one
   * more condition for its FILTER.
   */
  readonly as: (trino: string, printed: readonly string[], where?: string) => string;
}

type AthenaFunction = (of: Calling) => string;

/** Called alike, and meaning the same. */
const same: AthenaFunction = ({ name, printed, as }) => as(name, printed);

const called =
  (trino: string): AthenaFunction =>
  ({ printed, as }) =>
    as(trino, printed);

const never =
  (why: string): AthenaFunction =>
  ({ name }) =>
    cannot(`${name}: ${why}`);

const readsFiles = never("files are read by DuckDB; Athena begins at the rows as they are now");
const inJavaScript = never("made in JavaScript, which Athena does not run");

/** A list without what is not known in it: Trino answers NULL where such an element might have been the one. */
const knownOnly = (list: Expression | undefined, printed: string): string =>
  list?.is === "list" && list.of.every(isLiteral)
    ? printed
    : `filter(${printed}, "known" -> "known" IS NOT NULL)`;

/** DuckDB takes the greatest of what is known; Trino knows nothing where one is not known. */
const ofTheKnown =
  (trino: "array_max" | "array_min"): AthenaFunction =>
  ({ printed }) =>
    `${trino}(filter(ARRAY[${printed.join(", ")}], "known" -> "known" IS NOT NULL))`;

/** DuckDB passes over rows where the value itself is not known. */
const by =
  (trino: "max_by" | "min_by"): AthenaFunction =>
  ({ printed: [of = "", measure = ""], as }) =>
    as(trino, [of, measure], `${of} IS NOT NULL`);

/**
 * DuckDB trims Unicode's space separators (Zs) or the characters given, Trino any of Java's white space. The
 * end is `\z`: Java's `$` also stands before a last line break.
 */
const trimmed =
  (...ends: readonly ("start" | "end")[]): AthenaFunction =>
  ({ args: [, characters], printed: [of = ""] }) => {
    const set =
      characters === undefined
        ? "\\p{Zs}"
        : `[${textIn(characters, "the characters to trim").replaceAll(/[\\\]^[&-]/g, String.raw`\$&`)}]`;
    const pattern = ends.map((end) => (end === "start" ? `^${set}+` : `${set}+\\z`)).join("|");
    return `regexp_replace(${of}, ${text(pattern)}, '')`;
  };

const hexOf =
  (trino: "md5" | "sha256"): AthenaFunction =>
  ({ args: [of], printed: [printed = ""] }) =>
    `lower(to_hex(${trino}(${givesBytes(of) ? printed : `to_utf8(${printed})`})))`;

/** DuckDB counts the borders crossed, Trino whole lengths of time: between borders both are the same. */
function dateDiff({ args: [unit, ...days], printed: [, ...printed] }: Calling): string {
  const length = textIn(unit, "the unit");
  const [from = "", to = ""] = days.map((day, at) =>
    day.is === "date" && length === "day"
      ? printed[at]
      : `date_trunc(${text(length)}, ${printed[at]})`,
  );
  return `date_diff(${text(length)}, ${from}, ${to})`;
}

/** Where nothing matches, DuckDB gives an empty text. */
const regexpExtract: AthenaFunction = ({ printed: [of = "", ...rest] }) =>
  `CASE WHEN ${of} IS NOT NULL THEN coalesce(regexp_extract(${[of, ...rest].join(", ")}), '') END`;

/** Trino replaces every match; groups are `$1` there, `\1` in DuckDB. */
function regexpReplace({ args: [, , to, options], printed: [of = "", pattern = ""] }: Calling) {
  if (options === undefined || textIn(options, "the options") !== "g")
    cannot("regexp_replace: Trino replaces every match (option g)");
  const escaped = textIn(to, "the replacement").replaceAll("$", String.raw`\$`);
  return `regexp_replace(${of}, ${pattern}, ${text(escaped.replaceAll(/\\(?=\d)/g, "$"))})`;
}

/** DuckDB joins what is known, and any type. */
const concat: AthenaFunction = ({ args, printed }) =>
  `(${args
    .map((one, at) =>
      one.is === "value" && typeof one.value === "string"
        ? printed[at]
        : `coalesce(CAST(${printed[at]} AS VARCHAR), '')`,
    )
    .join(" || ")})`;

/** DuckDB passes over lists that are not known. */
const listConcat: AthenaFunction = ({ printed }) =>
  `(${printed.map((one) => `coalesce(${one}, ARRAY[])`).join(" || ")})`;

/** Of a list in which nothing is known DuckDB makes nothing, Trino an empty text. */
const arrayToString: AthenaFunction = ({ args: [list], printed: [of = "", between] }) =>
  `CASE WHEN cardinality(${of}) = 0 OR cardinality(${knownOnly(list, of)}) > 0 THEN array_join(${of}, ${between}) END`;

function listSlice({ args: [, from, to], printed: [of = ""] }: Calling): string {
  const start = wholeIn(from, "where a slice begins");
  const length = Math.max(0, wholeIn(to, "where a slice ends") - start + 1);
  return `slice(${of}, ${start}, ${length})`;
}

function listSort({ args, printed: [of = ""] }: Calling): string {
  return args.length === 1 ? `array_sort(${of})` : cannot("list_sort: only ascending");
}

function substring({ args: [, from], printed }: Calling): string {
  wholeIn(from, "where a substring begins");
  return `substring(${printed.join(", ")})`;
}

/** Trino counts downwards where DuckDB gives nothing. */
const series: AthenaFunction = ({ printed: [from = "", to = ""] }) =>
  `CASE WHEN ${to} < ${from} THEN ARRAY[] ELSE sequence(${from}, ${to}) END`;

/** DuckDB takes the first that is known; without an order any will do. */
const anyValue: AthenaFunction = ({ ordered, printed: [of = ""], as }) =>
  ordered ? `element_at(${as("array_agg", [of], `${of} IS NOT NULL`)}, 1)` : as("arbitrary", [of]);

/** Texts that are not known are left out; Trino's own listagg makes no more than 1 MiB. */
const stringAgg: AthenaFunction = ({ printed: [of = "", between], as }) =>
  `array_join(${as("array_agg", [of], `${of} IS NOT NULL`)}, ${between})`;

const epoch = "TIMESTAMP '1970-01-01 00:00:00.000'";

/**
 * Every function of ours in Trino's words, with DuckDB's meaning (functions by Trino's documentation, read
 * 2026-11-22; Athena's engine version 3 has them).
 */
export const athenaFunctions: Readonly<Record<FunctionName, AthenaFunction>> = {
  abs: same,
  any_value: anyValue,
  arg_max: by("max_by"),
  arg_min: by("min_by"),
  array_agg: same,
  array_to_string: arrayToString,
  asin: same,
  bool_and: same,
  bool_or: same,
  ceil: same,
  coalesce: ({ printed, as }) =>
    printed.length === 1 ? printed.join("") : as("coalesce", printed),
  concat,
  contains: ({ printed }) => `(strpos(${printed.join(", ")}) > 0)`,
  cos: same,
  count: same,
  date_diff: dateDiff,
  day: same,
  device_id: inJavaScript,
  email_texts: inJavaScript,
  encode: called("to_utf8"),
  ends_with: ({ printed: [of, end] }) => `starts_with(reverse(${of}), reverse(${end}))`,
  epoch_us: ({ printed: [of] }) => `(date_diff('millisecond', ${epoch}, ${of}) * 1000)`,
  filename: readsFiles,
  flatten: same,
  floor: same,
  generate_series: series,
  greatest: ofTheKnown("array_max"),
  hash: never("each engine has its own"),
  least: ofTheKnown("array_min"),
  length: ({ args: [of], printed, as }) => as(givesList(of) ? "cardinality" : "length", printed),
  list_concat: listConcat,
  list_contains: ({ printed }) => `(array_position(${printed.join(", ")}) > 0)`,
  list_distinct: ({ args: [of], printed: [list = ""] }) => `array_distinct(${knownOnly(of, list)})`,
  list_extract: called("element_at"),
  list_filter: called("filter"),
  list_has_all: ({ args: [, wanted], printed: [of, list = ""] }) =>
    `(cardinality(array_except(${knownOnly(wanted, list)}, ${of})) = 0)`,
  list_has_any: ({ args: [, wanted], printed: [of, list = ""] }) =>
    `(cardinality(array_intersect(${of}, ${knownOnly(wanted, list)})) > 0)`,
  list_slice: listSlice,
  list_sort: listSort,
  list_transform: called("transform"),
  lower: same,
  ltrim: trimmed("start"),
  make_timestamp: ({ printed: [of] }) => `date_add('millisecond', ${of} / 1000, ${epoch})`,
  max: same,
  md5: hexOf("md5"),
  min: same,
  month: same,
  nfc_normalize: called("normalize"),
  nullif: same,
  phone_texts: inJavaScript,
  radians: same,
  rank: same,
  regexp_extract: regexpExtract,
  regexp_matches: called("regexp_like"),
  regexp_replace: regexpReplace,
  replace: same,
  round: same,
  row_number: same,
  rtrim: trimmed("end"),
  sha256: hexOf("sha256"),
  sin: same,
  sqrt: same,
  starts_with: same,
  string_agg: stringAgg,
  string_split: called("split"),
  strlen: ({ printed: [of] }) => `length(to_utf8(${of}))`,
  strptime: readsFiles,
  substring,
  sum: same,
  timezone: readsFiles,
  to_base64: same,
  to_json: ({ printed: [of] }) => `json_format(CAST(${of} AS JSON))`,
  trim: trimmed("start", "end"),
  try_strptime: readsFiles,
  unhex: called("from_hex"),
  unnest: never("stands only as a column of its own"),
  upper: same,
  year: same,
};
