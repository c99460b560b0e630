-- What `people` said in the last two years: `rows` answers.
COPY (
  SELECT
    member(person(getvariable('people')::BIGINT, 730 + day, nth, 1)) AS memberId,
    'f' || nth AS feedback_id,
    nth + 2 AS line,
    kind,
    CASE kind
      WHEN 'nps' THEN floor(11 * chance(nth, 3) ** 0.5)
      WHEN 'rating' THEN 1 + floor(5 * chance(nth, 3) ** 0.7)
      WHEN 'review' THEN 1 + floor(5 * chance(nth, 3))
    END::DECIMAL(11, 3) AS score,
    'p' || floor(4800 * chance(nth, 4))::BIGINT AS product_id,
    time_on(730 + day, nth, 5) AS given_at,
    day_of(730 + day) AS given_on
  FROM (
    SELECT
      nth,
      nth * 730 // getvariable('rows')::BIGINT AS day,
      pick(['nps', 'nps', 'nps', 'nps', 'nps', 'rating', 'rating', 'rating', 'review', 'complaint'], nth, 6) AS kind
    FROM range(getvariable('rows')::BIGINT) AS answers(nth)
  )
) TO (getvariable('path')) (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1, DICTIONARY_SIZE_LIMIT 5000);
