-- What `people` agreed to: once about advertising, once about e-mail, and some again: `rows` answers.
COPY (
  SELECT
    member(nth % getvariable('people')::BIGINT) AS memberId,
    CASE WHEN nth // getvariable('people')::BIGINT = 1 THEN 'email' ELSE 'advertising' END AS purpose,
    chance(nth, 1) < 0.7 AS granted,
    time_on(nth * getvariable('days') // getvariable('rows')::BIGINT, nth, 2) AS "at",
    nth + 2 AS line,
    'form' AS source,
    NULL::VARCHAR AS wording,
    NULL::VARCHAR AS evidence
  FROM range(getvariable('rows')::BIGINT) AS answers(nth)
) TO (getvariable('path')) (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1, DICTIONARY_SIZE_LIMIT 5000);
