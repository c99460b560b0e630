-- Customers of a Nordic shop, `rows` of them.
COPY (
  SELECT
    member(person) AS memberId,
    person + 2 AS line,
    TIMESTAMP '2026-11-20 01:00:00' AS updated_at,
    CASE country
      WHEN 'FI' THEN lpad((100 + 33 * floor(3000 * chance(person, 3) ** 1.5)::BIGINT)::VARCHAR, 5, '0')
      WHEN 'SE' THEN regexp_replace((10000 + 9 * floor(9000 * chance(person, 3) ** 1.5)::BIGINT)::VARCHAR, '^(...)', '\1 ')
    END AS postal_code,
    pick(['Helsinki', 'Espoo', 'Vantaa', 'Tampere', 'Turku', 'Stockholm', 'Göteborg', 'Malmö', 'Umeå', 'Oulu'], person, 4) AS city,
    CASE WHEN country = 'NO' THEN pick(['Viken', 'Rogaland', 'Vestland'], person, 5) END AS region,
    country,
    CASE WHEN chance(person, 6) < 0.85 THEN DATE '1940-01-01' + floor(25500 * chance(person, 7) ** 0.8)::INTEGER END AS birth_date,
    pick(['f', 'f', 'f', 'm', 'm', 'unknown'], person, 8) AS gender,
    pick(['fi', 'fi', 'fi', 'sv', 'sv', 'en'], person, 9) AS language,
    list_distinct([
      ['cats', 'dogs', 'garden'][1 + household(person)],
      pick(['cats', 'dogs', 'garden', 'cooking', 'travel'], person, 10),
      pick(['cats', 'dogs', 'garden', 'fishing', 'music'], person, 11)
    ]) AS interests,
    CASE WHEN chance(person, 12) < 0.2 THEN [pick(['local', 'organic', 'thrift'], person, 13)] END AS values,
    CASE WHEN chance(person, 14) < 0.3 THEN pick(['teacher', 'nurse', 'farmer', 'engineer'], person, 15) END AS occupation,
    NULL::VARCHAR AS industry,
    NULL::VARCHAR AS education,
    NULL::VARCHAR AS household_id,
    time_on(joined, person, 16) AS joined_at,
    day_of(joined) AS joined_on,
    chance(person, 17) < 0.9 AS has_email,
    chance(person, 18) < 0.6 AS has_phone,
    true AS has_first_name,
    true AS has_last_name,
    false AS has_street,
    false AS has_device_id,
    [member('e-mail ' || person)] AS email_ids,
    1 AS rules,
    chance(person, 19) < 0.35 AS club
  FROM (
    SELECT
      person,
      [NULL, 'FI', 'FI', 'FI', 'FI', 'FI', 'FI', 'SE', 'SE', 'SE', 'SE', 'NO'][1 + floor(12 * chance(person, 1))::BIGINT] AS country,
      (person % getvariable('cohorts')) * 91 + floor(91 * chance(person, 2))::BIGINT
        - CASE WHEN person % getvariable('cohorts') = 0 THEN floor(1500 * chance(person, 20))::BIGINT ELSE 0 END AS joined
    FROM range(getvariable('rows')::BIGINT) AS everybody(person)
  )
) TO (getvariable('path')) (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1, DICTIONARY_SIZE_LIMIT 5000);
