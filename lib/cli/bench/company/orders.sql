-- Order lines from `first` up to `end`, of `rows` that `people` bought in four years, by time; an order has one to
-- four lines. The last 15% of the people never bought.
SET VARIABLE categories = [
  'pets/cats/food', 'pets/cats/litter', 'pets/cats/toys', 'pets/cats/care',
  'pets/dogs/food', 'pets/dogs/toys', 'pets/dogs/care', 'pets/dogs/walking',
  'garden/seeds', 'garden/tools', 'home/kitchen', 'home/textiles'
];
COPY (
  SELECT
    member(person) AS memberId,
    (1000000 + "order")::VARCHAR AS order_id,
    line - getvariable('first')::BIGINT + 2 AS line,
    NULL::VARCHAR AS order_line,
    time_on(day, "order", 4) AS ordered_at,
    day_of(day) AS ordered_on,
    'p' || product AS product_id,
    'Product ' || product AS product_name,
    category,
    quantity::DECIMAL(18, 3) AS quantity,
    (300 + hash(product) % 5700)::BIGINT * quantity AS amount_cents,
    CASE WHEN chance(line, 9) < 0.05 THEN 'return' ELSE 'sale' END AS kind,
    CASE
      WHEN chance("order", 5) < chance(person, 61) THEN 'online'
      WHEN chance("order", 6) < 0.9 THEN 'store'
      ELSE 'phone'
    END AS channel,
    CASE WHEN chance("order", 7) < 0.15 THEN pick(['spring', 'summer', 'autumn', 'winter'], "order", 8) END AS campaign
  FROM (
    SELECT
      *,
      1 + floor(4 * chance(line, 10) ** 3)::BIGINT AS quantity,
      getvariable('categories')[1 + nth] AS category,
      400 * nth + floor(400 * chance(line, 11) ** 2)::BIGINT AS product
    FROM (
      SELECT
        *,
        4 * CASE WHEN chance(line, 12) < 0.7 THEN household(person) ELSE floor(3 * chance(line, 13))::BIGINT END
          + floor(4 * chance(line, 14) ** 1.5)::BIGINT AS nth
      FROM (
        SELECT line, "order", day, person(getvariable('people')::BIGINT * 85 // 100, day, "order", 1) AS person
        FROM (
          SELECT line, "order", floor(getvariable('days') * ("order" / (getvariable('rows') * 0.4)) ** 0.8)::BIGINT AS day
          FROM (
            SELECT line, line // 10 * 4 + [0, 1, 1, 2, 2, 2, 3, 3, 3, 3][1 + line % 10] AS "order"
            FROM range(getvariable('first')::BIGINT, getvariable('end')::BIGINT) AS lines(line)
          )
        )
      )
    )
  )
) TO (getvariable('path')) (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1, DICTIONARY_SIZE_LIMIT 5000);
