-- Order lines of a shop, about three to an order, as a web shop exports them: `rows` of them.
COPY (
  SELECT
    1000000 + line // 3 AS order_id,
    'c' || (100000 + hash(line // 3) % 1000000) AS customer_id,
    strftime(TIMESTAMP '2023-01-01' + to_seconds((hash(line // 3, 1) % 94608000)::BIGINT), '%Y-%m-%d %H:%M:%S') AS ordered_at,
    'p' || hash(line, 2) % 5000 AS product_id,
    ['pets/cats/food', 'pets/cats/litter', 'pets/dogs/food', 'garden/tools', 'home/kitchen'][1 + (hash(line, 3) % 5)::INTEGER] AS category,
    1 + hash(line, 4) % 4 AS quantity,
    (hash(line, 5) % 20000 / 100)::DECIMAL(9, 2) AS unit_price,
    CASE WHEN hash(line // 3, 6) % 10 = 0 THEN 'SEK' END AS currency,
    CASE WHEN hash(line // 3, 7) % 3 = 0 THEN 'store' ELSE 'online' END AS channel
  FROM (SELECT unnest(range(getvariable('rows')::BIGINT)) AS line)
) TO (getvariable('path')) (FORMAT csv, HEADER true);
