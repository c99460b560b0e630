-- Customers of a Nordic shop: `rows` of them, e-mail addresses and phones of their own, names shared by many.
SET VARIABLE first = ['Aino', 'Eero', 'Åsa', 'Björn', 'Sirkku', 'Väinö', 'Märta', 'Jens', 'Liisa', 'Søren', 'Tuula', 'Öyvind'];
SET VARIABLE last = ['Virtanen', 'Mäkinen', 'Åkesson', 'Nyström', 'Järvinen', 'Ødegård', 'Lindqvist', 'Hämäläinen', 'Sjöberg', 'Kæmpe'];
SET VARIABLE city = ['Helsinki', 'Turku', 'Jyväskylä', 'Göteborg', 'Malmö', 'Umeå', 'Hyvinkää', 'Örebro'];
COPY (
  SELECT
    'c' || (100000 + person) AS customer_id,
    'person.' || person || getvariable('again') || '@example.' || ['fi', 'se'][1 + (person % 2)::INTEGER] AS email,
    CASE WHEN person % 2 = 0
      THEN '040 ' || lpad((person % 10000000)::VARCHAR, 7, '0')
      ELSE '070-' || lpad((1000000 + person % 8999999)::VARCHAR, 7, '0') END AS phone,
    getvariable('first')[1 + (hash(person) % 12)::INTEGER] || CASE WHEN hash(person, 1) % 3 = 0 THEN '-' || getvariable('first')[1 + (hash(person, 2) % 12)::INTEGER] ELSE '' END AS first_name,
    getvariable('last')[1 + (hash(person, 3) % 10)::INTEGER] || CASE WHEN hash(person, 4) % 3 = 0 THEN ' ' || (hash(person, 5) % 300) ELSE '' END AS last_name,
    getvariable('city')[1 + (hash(person, 6) % 8)::INTEGER] AS city,
    lpad((hash(person, 7) % 99999)::VARCHAR, 5, '0') AS postal_code,
    ['FI', 'SE'][1 + (person % 2)::INTEGER] AS country,
    (DATE '1940-01-01' + (hash(person, 8) % 24000)::INTEGER)::VARCHAR AS birth_date,
    ['nainen', 'mies', 'kvinna', 'man', ''][1 + (hash(person, 9) % 5)::INTEGER] AS gender,
    getvariable('export') AS export
  FROM (SELECT unnest(range(getvariable('rows')::BIGINT)) AS person)
) TO (getvariable('path')) (FORMAT csv, HEADER true);
