-- Postal codes of Finland and Sweden.
SET VARIABLE regions = [
  'Uusimaa', 'Varsinais-Suomi', 'Satakunta', 'Pirkanmaa', 'Häme', 'Savo', 'Karjala', 'Pohjanmaa', 'Kainuu', 'Lappi'
];
COPY (
  SELECT
    country,
    postal_code,
    nth + 2 AS line,
    'Place ' || nth AS place,
    CASE country WHEN 'FI' THEN getvariable('regions')[1 + nth // 300] ELSE 'Län ' || (1 + nth // 450) END AS region,
    CASE country WHEN 'FI' THEN ['Helsinki', 'Espoo', 'Vantaa', 'Turku', 'Tampere', 'Oulu'][1 + nth // 60] ELSE 'Kommun ' || (1 + nth // 31) END AS municipality,
    CASE country WHEN 'FI' THEN 60 + nth / 400 ELSE 55.4 + nth / 800 END AS latitude,
    CASE country WHEN 'FI' THEN 22 + 7 * chance(nth, 1) ELSE 12 + 6 * chance(nth, 2) END AS longitude
  FROM (
    SELECT nth, 'FI' AS country, lpad((100 + 33 * nth)::VARCHAR, 5, '0') AS postal_code
    FROM range(3000) AS finland(nth)
    UNION ALL
    SELECT nth, 'SE', regexp_replace((10000 + 9 * nth)::VARCHAR, '^(...)', '\1 ')
    FROM range(9000) AS sweden(nth)
  )
) TO (getvariable('path')) (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1, DICTIONARY_SIZE_LIMIT 5000);
