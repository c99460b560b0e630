-- What they bought. Most buy once or twice, few often; about four in ten stop coming at some time.

CREATE TABLE habits AS
SELECT
  id, customer, country, taste, days_with_us,
  CASE WHEN draw(id, 'loyal') < 0.15 THEN 0 WHEN draw(id, 'loyal') < 0.55 THEN 1
       WHEN draw(id, 'loyal') < 0.75 THEN 2 WHEN draw(id, 'loyal') < 0.85 THEN 3
       WHEN draw(id, 'loyal') < 0.96 THEN 4 + floor(draw(id, 'more') * 3)
       ELSE 7 + floor(draw(id, 'more') * 8) END AS orders,
  CASE WHEN draw(id, 'leaves') < 0.4 THEN 0.1 + 0.8 * draw(id, 'stays') ELSE 1 END AS share_of_time
FROM named
WHERE NOT is_newcomer;

-- One row per order; `sold_at` is local time, and the latest are of the day before the first night.
CREATE TABLE bought AS
SELECT
  row_number() OVER (ORDER BY id, nth) AS seq, id, customer, country, taste,
  today() - CAST(days_with_us AS INTEGER)
    + CAST(floor(days_with_us * share_of_time * CASE WHEN nth = 1 THEN 0.04 * draw(id, 'first') ELSE pow(draw(id * 100 + nth, 'day'), 0.7) END) AS INTEGER)
    + to_minutes(CAST(480 + floor(draw(id * 100 + nth, 'minute') * 780) AS INTEGER)) AS sold_at
FROM (SELECT *, unnest(range(1, CAST(orders AS BIGINT) + 1)) AS nth FROM habits);

-- The day between the first night and the second, and the one after it: the same people as ever, and the newcomers.
CREATE MACRO later_orders(day, what, share) AS TABLE
SELECT id, customer, country, taste,
  today() + CAST(day AS INTEGER) + to_minutes(CAST(480 + floor(draw(id, what || ' minute') * 780) AS INTEGER)) AS sold_at
FROM named
WHERE draw(id, what) < share OR (is_newcomer AND day = 0 AND draw(id, what) < 0.7);

CREATE TABLE carts AS
SELECT 1 AS night, * FROM bought
UNION ALL
SELECT 2, 5000000 + id, * FROM later_orders(0, 'second night', 0.016)
UNION ALL
SELECT 3, 6000000 + id, * FROM later_orders(1, 'third night', 0.01);

CREATE TABLE baskets AS
SELECT
  *,
  CAST(10000000 + seq AS VARCHAR) AS order_id,
  CASE WHEN country = 'FI' AND draw(seq, 'channel') < 0.36 THEN 'store'
       WHEN draw(seq, 'channel') < 0.97 THEN 'online' ELSE 'phone' END AS channel,
  CASE WHEN draw(seq, 'lines') < 0.56 THEN 1 WHEN draw(seq, 'lines') < 0.84 THEN 2
       WHEN draw(seq, 'lines') < 0.95 THEN 3 ELSE 4 END AS lines,
  CASE country WHEN 'FI' THEN 'EUR' WHEN 'SE' THEN 'SEK' WHEN 'NO' THEN 'NOK' ELSE 'DKK' END AS currency,
  CASE country WHEN 'FI' THEN 1 WHEN 'SE' THEN 11.5 WHEN 'NO' THEN 11.6 ELSE 7.46 END AS euro
FROM carts;

-- Mostly what their pets need, now and then anything.
CREATE TABLE lines AS
SELECT
  basket.*, line, basket.seq * 10 + line AS key,
  pick(shelves.goods, basket.seq * 10 + line, 'product') AS goods
FROM (SELECT *, unnest(range(1, CAST(lines AS BIGINT) + 1)) AS line FROM baskets) AS basket
JOIN shelves ON shelves.taste = CASE WHEN draw(basket.seq * 10 + line, 'shelf') < 0.12 THEN 'any' ELSE basket.taste END;

CREATE TABLE sold AS
SELECT night, seq, key, order_id, customer, sold_at, channel, currency, goods.product, goods.name, goods.category,
  CASE WHEN draw(key, 'pieces') < 0.75 THEN 1 WHEN draw(key, 'pieces') < 0.93 THEN 2 ELSE 3 END AS quantity,
  -- Something for nothing now and then: price 0 is still a sale.
  CASE WHEN draw(key, 'gift') < 0.01 THEN 0 ELSE round(goods.price * euro, 2) END AS price
FROM lines
UNION ALL
-- Deliveries are a line of their own in the web shop's export.
SELECT night, seq, seq * 10 + 8, order_id, customer, sold_at, channel, currency, 'TOIMITUS', 'Toimituskulut', '', 1,
  round(4.90 * euro, 2)
FROM baskets WHERE channel = 'online' AND draw(seq, 'delivery') < 0.08
UNION ALL
-- One line in forty comes back within two weeks, under an order number of its own.
SELECT night, seq, key + 5, order_id || 'P', customer,
  least(sold_at + to_days(1 + CAST(floor(draw(key, 'back') * 13) AS INTEGER)), CAST(today() AS TIMESTAMP) - INTERVAL 3 HOUR),
  channel, currency, goods.product, goods.name, goods.category, -1, round(goods.price * euro, 2)
FROM lines WHERE night = 1 AND draw(key, 'returned') < 0.025;

-- Lines as the exports have them: Finnish dates, decimal commas, and what goes wrong on the way.
CREATE TABLE exported AS
SELECT
  night, seq, key, sold_at, channel AS till,
  order_id AS "Tilausnumero",
  CASE WHEN draw(key, 'nobody') < CASE WHEN channel = 'store' THEN 0.012 ELSE 0.004 END THEN ''
       WHEN draw(key, 'stranger') < 0.002 THEN 'K' || (900000 + seq % 1000)
       WHEN draw(key, 'spaced') < 0.01 THEN ' ' || customer || ' ' ELSE customer END AS "Asiakasnumero",
  CASE WHEN draw(key, 'undated') < 0.003 THEN pick(['eilen', '31.02.2026 10:15', '', '2026'], key, 'when')
       ELSE strftime(sold_at, '%d.%m.%Y %H:%M') END AS "Tilausaika",
  product AS "Tuotenumero",
  name AS "Tuote",
  category AS "Tuoteryhmä",
  CAST(quantity AS VARCHAR) AS "Määrä",
  replace(CAST(CAST(price AS DECIMAL(12, 2)) AS VARCHAR), '.', ',') AS "Yksikköhinta",
  CASE WHEN draw(key, 'currency') < 0.002 THEN pick(['USD', 'XXX', 'mk'], key, 'which') ELSE currency END AS "Valuutta",
  channel AS "Kanava",
  CASE WHEN draw(seq, 'campaign') < 0.1 THEN pick(['kevät', 'syysale', 'kummikoira'], seq, 'which') ELSE '' END AS "Kampanja"
FROM sold;
