-- Whom `people` told of the shop in the last three years: `rows` of them; one in three never came.
COPY (
  SELECT
    member(person(getvariable('people')::BIGINT, 365 + day, nth, 1)) AS memberId,
    'r' || nth AS referral_id,
    nth + 2 AS line,
    member(floor(getvariable('people') * 1.5 * chance(nth, 3))::BIGINT) AS referred_member,
    time_on(365 + day, nth, 4) AS referred_at,
    day_of(365 + day) AS referred_on
  FROM (
    SELECT nth, nth * 1095 // getvariable('rows')::BIGINT AS day
    FROM range(getvariable('rows')::BIGINT) AS told(nth)
  )
) TO (getvariable('path')) (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1, DICTIONARY_SIZE_LIMIT 5000);
