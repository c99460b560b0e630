/**
 * Stand-ins for Trino's functions, so that a text for Athena runs in DuckDB: each does what Trino's
 * documentation says (read 2026-11-22), also where DuckDB's function of that name does something else.
 * `system.main` is where DuckDB's own functions stay when a macro has taken their name.
 */
export const trinoMacros: readonly string[] = [
  // Texts.
  String.raw`CREATE MACRO regexp_replace(of, pattern, "to") AS
    system.main.regexp_replace(of, pattern,
      replace(system.main.regexp_replace("to", '\$(\d)', '\\\1', 'g'), '\$', '$'), 'g')`,
  `CREATE MACRO regexp_like(of, pattern) AS regexp_matches(of, pattern)`,
  `CREATE MACRO regexp_extract
    (of, pattern) AS
      CASE WHEN regexp_matches(of, pattern) THEN system.main.regexp_extract(of, pattern) END,
    (of, pattern, part) AS
      CASE WHEN regexp_matches(of, pattern) THEN system.main.regexp_extract(of, pattern, part) END`,
  `CREATE MACRO normalize(of) AS nfc_normalize(of)`,
  `CREATE MACRO reverse(of) AS array_to_string(list_reverse(string_split(of, '')), '')`,
  `CREATE MACRO split(of, delimiter) AS string_split(of, delimiter)`,
  `CREATE MACRO substring
    (of, start) AS CASE WHEN start = 0 THEN '' ELSE system.main.substring(of, start) END,
    (of, start, size) AS
      CASE WHEN start = 0 THEN '' ELSE system.main.substring(of, start, size) END`,
  `CREATE MACRO trim(of) AS error('means something else in each dialect')`,
  `CREATE MACRO concat(a, b) AS error('means something else in each dialect')`,
  `CREATE MACRO length(of) AS system.main.length(replace(of, '', ''))`,
  `CREATE MACRO contains(list, one) AS
    CASE WHEN list_contains(list, one) THEN TRUE
      WHEN list_count(list) = len(list) THEN FALSE END`,
  `CREATE MACRO json_format(of) AS CAST(of AS VARCHAR)`,
  // Bytes.
  `CREATE MACRO to_utf8(of) AS encode(of)`,
  `CREATE MACRO from_hex(of) AS unhex(of)`,
  `CREATE MACRO to_hex(of) AS hex(of)`,
  `CREATE MACRO md5(of) AS unhex(system.main.md5(of))`,
  `CREATE MACRO sha256(of) AS unhex(system.main.sha256(of))`,
  // Lists.
  `CREATE MACRO cardinality(list) AS len(list)`,
  `CREATE MACRO element_at(list, nth) AS
    CASE WHEN nth = 0 THEN error('indices start at 1') ELSE list_extract(list, nth) END`,
  `CREATE MACRO array_join(list, delimiter) AS
    CASE WHEN list IS NOT NULL THEN coalesce(array_to_string(list, delimiter), '') END`,
  `CREATE MACRO array_max(list) AS CASE WHEN list_count(list) = len(list) THEN list_max(list) END`,
  `CREATE MACRO array_min(list) AS CASE WHEN list_count(list) = len(list) THEN list_min(list) END`,
  `CREATE MACRO array_position(list, one) AS
    CASE WHEN list IS NOT NULL AND one IS NOT NULL
      THEN coalesce(list_position(list, one), 0) END`,
  `CREATE MACRO array_sort(list) AS list_sort(list, 'ASC', 'NULLS LAST')`,
  `CREATE MACRO array_distinct(list) AS
    list_filter(list, lambda one, nth: coalesce(list_position(list, one), 0) = nth OR
      (one IS NULL AND list_count(list_slice(list, 1, nth - 1)) = nth - 1))`,
  `CREATE MACRO array_intersect(a, b) AS CASE WHEN b IS NOT NULL THEN
    array_distinct(list_filter(a, lambda one: list_contains(b, one) OR
      (one IS NULL AND list_count(b) < len(b)))) END`,
  `CREATE MACRO array_except(a, b) AS CASE WHEN b IS NOT NULL THEN
    array_distinct(list_filter(a, lambda one: CASE WHEN one IS NULL THEN list_count(b) = len(b)
      ELSE NOT list_contains(b, one) END)) END`,
  `CREATE MACRO slice(list, start, size) AS
    CASE WHEN start = 0 THEN error('indices start at 1')
      ELSE list_slice(list, start, start + size - 1) END`,
  `CREATE MACRO sequence(a, b) AS
    CASE WHEN a <= b THEN generate_series(a, b) ELSE generate_series(a, b, -1) END`,
  // Numbers and times.
  `CREATE MACRO greatest(a, b) AS error('means something else in each dialect')`,
  `CREATE MACRO least(a, b) AS error('means something else in each dialect')`,
  `CREATE MACRO date_add(unit, size, day) AS
    CASE WHEN unit = 'millisecond' THEN day + to_milliseconds(CAST(trunc(size) AS BIGINT))
      ELSE error('no such unit here') END`,
  `CREATE MACRO date_diff(unit, a, b) AS CASE
    WHEN unit IN ('month', 'year', 'quarter') THEN system.main.date_sub(unit, a, b)
    ELSE system.main.date_sub(unit, CAST(a AS TIMESTAMP), CAST(b AS TIMESTAMP)) END`,
  // Whatever does not say where NULLs stand is found out.
  `SET default_null_order = 'nulls_first'`,
  `SET lambda_syntax = 'ENABLE_SINGLE_ARROW'`,
];

/** What no macro can be: functions of lambdas or of several types, aggregates with a FILTER, the name of a type. */
const otherwise = {
  "transform(": "list_transform(",
  "arbitrary(": "any_value(",
  "max_by(": "arg_max_null(",
  "min_by(": "arg_min_null(",
  "ARRAY(VARCHAR)": "VARCHAR[]",
  "length(to_utf8(": "octet_length(to_utf8(",
} as const;

/** A text for Athena as a DuckDB with those macros runs it. */
export const forDuckDb = (athena: string): string =>
  Object.entries(otherwise).reduce((text, [from, to]) => text.replaceAll(from, to), athena);
