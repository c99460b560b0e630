-- The fifty segments of compute-workspace.ts as somebody who knows DuckDB well would write them for this company
-- and this day alone (D is 2026-11-24): one look at each dataset, everything that can be shared is. It takes for
-- granted what compute has to find out: that no row was replaced by a newer one, and that nobody objects.
SET threads = 2;
SET memory_limit = '1600MB';

CREATE MACRO fold(of) AS lower(trim(nfc_normalize(of)));
CREATE MACRO below(of, path) AS of = path OR starts_with(of, path || '/');
CREATE MACRO year_day(day) AS month(day) * 100 + day(day);

CREATE VIEW order_lines AS
SELECT
  *,
  kind = 'sale' AS sale,
  CASE WHEN kind = 'sale' THEN amount_cents ELSE -amount_cents END AS net,
  fold(category) AS path,
  fold(channel) AS way,
  year_day(ordered_on) AS on_day
FROM read_parquet(getvariable('folder') || '/datasets/orders/*.parquet')
WHERE ordered_at <= TIMESTAMP '2026-11-24 01:00:00';

-- What each order comes to: what is counted in orders is counted from here.
CREATE TABLE whole_orders AS
SELECT
  memberId,
  ordered_on,
  bool_or(sale) AS sale,
  bool_or(sale AND way = 'online') AS online,
  bool_or(NOT sale) AS returned,
  bool_or(sale AND below(path, 'pets/cats/food')) AS food,
  bool_or(sale AND below(path, 'pets/cats/litter')) AS litter,
  sum(net)::BIGINT AS net,
  (sum(net) FILTER (WHERE way = 'online'))::BIGINT AS net_online,
  (sum(net) FILTER (WHERE fold(campaign) IN ('spring', 'summer')))::BIGINT AS net_campaign,
  (count(*) FILTER (WHERE sale))::INTEGER AS lines,
  (count(*) FILTER (WHERE sale AND below(path, 'pets/cats/food')))::INTEGER AS lines_food,
  (count(*) FILTER (WHERE sale AND below(path, 'pets/cats/litter')))::INTEGER AS lines_litter,
  (sum(coalesce(quantity, 1)) FILTER (WHERE sale AND below(path, 'pets/dogs')))::DECIMAL(18, 3) AS dog_units
FROM order_lines
GROUP BY memberId, order_id, ordered_on;

CREATE TABLE buying AS
SELECT
  memberId,
  count(*) FILTER (WHERE sale) AS orders,
  count(*) FILTER (WHERE sale AND ordered_on > DATE '2024-11-24') AS orders_2y,
  count(*) FILTER (WHERE sale AND ordered_on > DATE '2025-11-24') AS orders_1y,
  count(*) FILTER (WHERE sale AND ordered_on > DATE '2026-10-25') AS orders_30d,
  count(*) FILTER (WHERE online AND ordered_on > DATE '2025-11-24') AS online_orders_1y,
  count(*) FILTER (WHERE food AND ordered_on > DATE '2026-05-24') AS food_orders_6m,
  count(*) FILTER (WHERE returned AND ordered_on > DATE '2024-11-24') AS returns_2y,
  count(*) FILTER (WHERE food AND litter) AS orders_together,
  count(*) FILTER (WHERE sale AND year_day(ordered_on) BETWEEN 1120 AND 1224) AS christmas_orders,
  count(DISTINCT year(ordered_on)) FILTER (WHERE sale AND year_day(ordered_on) BETWEEN 1120 AND 1224) AS christmases,
  count(*) FILTER (WHERE sale AND year_day(ordered_on) BETWEEN 1101 AND 1231) AS winter_orders,
  count(*) FILTER (WHERE sale AND year_day(ordered_on) NOT BETWEEN 1101 AND 1231) AS other_orders,
  count(DISTINCT ordered_on) FILTER (WHERE sale) AS days,
  min(ordered_on) FILTER (WHERE sale) AS first_on,
  max(ordered_on) FILTER (WHERE sale) AS last_on,
  max(ordered_on) FILTER (WHERE sale AND ordered_on > DATE '2024-11-24') AS last_on_2y,
  sum(net) AS spend,
  sum(net) FILTER (WHERE ordered_on > DATE '2024-11-24') AS spend_2y,
  sum(net) FILTER (WHERE ordered_on > DATE '2025-11-24') AS spend_1y,
  sum(net_online) FILTER (WHERE ordered_on > DATE '2024-11-24') AS spend_online_2y,
  sum(net_campaign) AS spend_campaign,
  max(net) FILTER (WHERE sale AND ordered_on > DATE '2024-11-24') AS largest_2y,
  sum(lines) AS lines,
  sum(lines_food) AS lines_food,
  sum(lines_litter) AS lines_litter,
  sum(dog_units) AS dog_units
FROM whole_orders
GROUP BY memberId;

-- What is told apart by product, category and channel.
CREATE TABLE bought_products AS
SELECT memberId, count(DISTINCT product_id) AS products
FROM order_lines
WHERE sale
GROUP BY memberId;

CREATE TABLE by_category AS
SELECT
  memberId,
  regexp_extract(path, '^[^/]+/[^/]+/[^/]+') AS category,
  regexp_extract(path, '^[^/]+/[^/]+') AS parent,
  sum(net) FILTER (WHERE ordered_on > DATE '2025-11-24') AS net_1y,
  bool_or(sale AND ordered_on > DATE '2024-11-24') AS bought_2y
FROM order_lines
WHERE ordered_on > DATE '2024-11-24'
GROUP BY ALL;

CREATE TABLE favourite_category AS
SELECT memberId, max(worth) AS best, max(worth) FILTER (WHERE parent = 'pets/cats') AS cats
FROM (SELECT memberId, parent, sum(net_1y) AS worth FROM by_category WHERE parent <> '' GROUP BY ALL)
GROUP BY memberId;

CREATE TABLE favourite_channel AS
SELECT memberId, max(worth) AS best, max(worth) FILTER (WHERE way = 'store') AS store
FROM (SELECT memberId, way, sum(net) AS worth FROM order_lines WHERE way IS NOT NULL GROUP BY ALL)
GROUP BY memberId;

CREATE TABLE next_category AS
WITH
bought AS (SELECT memberId, category FROM by_category WHERE bought_2y AND category <> ''),
buyers AS (SELECT category, count(*) AS many FROM bought GROUP BY category),
everyone AS (SELECT count(DISTINCT memberId) AS many FROM by_category WHERE bought_2y),
pairs AS (
  SELECT one.category AS has, other.category AS next, count(*) AS many
  FROM bought AS one
  JOIN bought AS other USING (memberId)
  WHERE starts_with(other.category, 'pets/cats/') AND one.category <> other.category
  GROUP BY ALL
  HAVING count(*) >= 30
),
lifts AS (
  SELECT pairs.has, pairs.next, (pairs.many * everyone.many)::DOUBLE / (first.many * second.many)::DOUBLE AS lift
  FROM pairs
  JOIN buyers AS first ON first.category = pairs.has
  JOIN buyers AS second ON second.category = pairs.next
  CROSS JOIN everyone
  WHERE pairs.many * everyone.many > first.many * second.many
)
SELECT memberId, max(lift) AS best, max(lift) FILTER (WHERE next = 'pets/cats/toys') AS toys
FROM bought
JOIN lifts ON lifts.has = bought.category
ANTI JOIN bought AS own ON own.memberId = bought.memberId AND own.category = lifts.next
GROUP BY memberId;

DROP TABLE by_category;

-- One look at all events; those that a sequence may be made of are put aside.
CREATE VIEW happened AS
SELECT *, fold(event) AS what, fold(campaign) AS sent_for
FROM read_parquet(getvariable('folder') || '/datasets/events/*.parquet')
WHERE occurred_at <= TIMESTAMP '2026-11-24 01:00:00';

CREATE TABLE doing AS
SELECT
  memberId,
  count(*) FILTER (WHERE what = 'email_open' AND occurred_on > DATE '2026-08-26') AS opens_90d,
  max(occurred_on) FILTER (WHERE what = 'email_click' AND sent_for = 'kittens') AS clicked_kittens_on,
  count(DISTINCT occurred_on) FILTER (WHERE what IN ('page_view', 'product_view') AND occurred_on > DATE '2025-11-24') AS view_days_1y,
  count(*) FILTER (WHERE what IN ('page_view', 'product_view') AND occurred_on > DATE '2025-11-24') AS views_1y,
  count(*) FILTER (WHERE what IN ('page_view', 'product_view') AND occurred_on > DATE '2025-11-24' AND seconds >= 60) AS long_views_1y,
  count(*) FILTER (WHERE what = 'page_view') AS page_views,
  count(*) FILTER (WHERE what = 'product_view' AND occurred_on > DATE '2026-10-25') AS product_views_30d
FROM happened
GROUP BY memberId;

CREATE TABLE carts AS
SELECT memberId, occurred_at AS "at", occurred_on AS on_day
FROM happened
WHERE what = 'cart' AND occurred_on > DATE '2025-11-24';

CREATE TABLE sales AS
SELECT DISTINCT memberId, ordered_at AS "at"
FROM order_lines
WHERE sale AND ordered_on > DATE '2025-11-24';

CREATE TABLE left_a_cart AS
SELECT DISTINCT memberId
FROM carts
ANTI JOIN sales
  ON sales.memberId = carts.memberId AND sales."at" > carts."at" AND sales."at" <= carts."at" + INTERVAL 3 DAY
WHERE carts.on_day > DATE '2026-10-25' AND carts."at" + INTERVAL 3 DAY <= TIMESTAMP '2026-11-24 01:00:00';

CREATE TABLE looked_then_bought AS
WITH carried AS (
  SELECT carts.memberId, carts."at" AS carted_at, min(sales."at") AS bought_at
  FROM carts
  JOIN sales ON sales.memberId = carts.memberId AND sales."at" > carts."at" AND sales."at" < carts."at" + INTERVAL 14 DAY
  GROUP BY ALL
)
SELECT DISTINCT looked.memberId
FROM happened AS looked
JOIN carried
  ON carried.memberId = looked.memberId
  AND carried.carted_at > looked.occurred_at
  AND carried.bought_at <= looked.occurred_at + INTERVAL 14 DAY
WHERE looked.what = 'product_view' AND looked.occurred_on > DATE '2025-11-24';

DROP TABLE carts;
DROP TABLE sales;

CREATE TABLE saying AS
SELECT
  memberId,
  last(score ORDER BY given_at, feedback_id) FILTER (WHERE kind = 'nps' AND score IS NOT NULL) AS nps,
  sum(score) FILTER (WHERE kind = 'rating') AS ratings,
  count(score) FILTER (WHERE kind = 'rating') AS rated,
  sum(score) FILTER (WHERE kind = 'rating' AND given_on > DATE '2024-11-24') AS ratings_2y,
  count(score) FILTER (WHERE kind = 'rating' AND given_on > DATE '2024-11-24') AS rated_2y,
  count(*) FILTER (WHERE kind = 'complaint' AND given_on > DATE '2025-11-24') AS complaints_1y
FROM read_parquet(getvariable('folder') || '/datasets/feedback/*.parquet')
WHERE given_at <= TIMESTAMP '2026-11-24 01:00:00'
GROUP BY memberId;

CREATE TABLE customers AS
SELECT
  memberId, postal_code, region, country, birth_date, gender, language, interests, joined_at, joined_on, has_phone, club
FROM read_parquet(getvariable('folder') || '/datasets/customers/*.parquet')
QUALIFY row_number() OVER (PARTITION BY memberId ORDER BY updated_at DESC, line DESC) = 1;

CREATE TABLE telling AS
SELECT
  told.memberId,
  count(*) FILTER (WHERE referred_on > DATE '2024-11-24') AS referrals_2y,
  count(*) FILTER (WHERE referred_on > DATE '2024-11-24' AND customer.memberId IS NOT NULL) AS joined_2y
FROM read_parquet(getvariable('folder') || '/datasets/referrals/*.parquet') AS told
LEFT JOIN customers AS customer ON customer.memberId = told.referred_member
WHERE referred_at <= TIMESTAMP '2026-11-24 01:00:00'
GROUP BY told.memberId;

CREATE TABLE agreeing AS
SELECT
  memberId,
  coalesce(max("at") FILTER (WHERE granted AND "at" <= TIMESTAMP '2026-11-24 01:00:00') > max("at") FILTER (WHERE NOT granted), max("at") FILTER (WHERE granted AND "at" <= TIMESTAMP '2026-11-24 01:00:00') IS NOT NULL) AS email
FROM read_parquet(getvariable('folder') || '/datasets/consents/*.parquet')
WHERE purpose = 'email'
GROUP BY memberId;

-- Where people live, and how far from 33100 Tampere.
CREATE TABLE places AS
SELECT
  place.country,
  upper(replace(place.postal_code, ' ', '')) AS code,
  fold(place.region) AS region,
  fold(place.municipality) AS municipality,
  2 * 6371.0088 * asin(least(1, sqrt(
    sin(radians(place.latitude - centre.latitude) / 2) ** 2
    + cos(radians(place.latitude)) * cos(radians(centre.latitude)) * sin(radians(place.longitude - centre.longitude) / 2) ** 2
  ))) AS km
FROM read_parquet(getvariable('folder') || '/datasets/places/*.parquet') AS place
CROSS JOIN (
  SELECT latitude, longitude
  FROM read_parquet(getvariable('folder') || '/datasets/places/*.parquet')
  WHERE country = 'FI' AND postal_code = '33100'
) AS centre;

-- Everybody with all that is asked of them: first what is known of buyers and of those who did something, since
-- each table that knows only some of the people joined makes the pieces smaller that DuckDB works in.
CREATE TABLE buyers AS
SELECT
  buying.*,
  bought_products.products,
  favourite_category.best AS best_category,
  favourite_category.cats,
  favourite_channel.best AS best_channel,
  favourite_channel.store,
  next_category.best AS best_lift,
  next_category.toys
FROM buying
LEFT JOIN bought_products USING (memberId)
LEFT JOIN favourite_category USING (memberId)
LEFT JOIN favourite_channel USING (memberId)
LEFT JOIN next_category USING (memberId);

DROP TABLE whole_orders;
DROP TABLE buying;
DROP TABLE bought_products;
DROP TABLE favourite_category;
DROP TABLE favourite_channel;
DROP TABLE next_category;

CREATE TABLE doers AS
SELECT
  doing.*,
  left_a_cart.memberId IS NOT NULL AS left_a_cart,
  looked_then_bought.memberId IS NOT NULL AS looked_then_bought
FROM doing
LEFT JOIN left_a_cart USING (memberId)
LEFT JOIN looked_then_bought USING (memberId);

DROP TABLE doing;

CREATE TABLE people AS
SELECT
  coalesce(customer.memberId, buyers.memberId) AS memberId,
  customer.* EXCLUDE (memberId, region),
  coalesce(place.region, fold(customer.region)) AS region,
  place.municipality,
  place.km,
  buyers.* EXCLUDE (memberId),
  doers.* EXCLUDE (memberId),
  saying.* EXCLUDE (memberId),
  telling.referrals_2y,
  telling.joined_2y,
  agreeing.email
FROM customers AS customer
FULL JOIN buyers ON buyers.memberId = customer.memberId
LEFT JOIN doers ON doers.memberId = coalesce(customer.memberId, buyers.memberId)
LEFT JOIN saying ON saying.memberId = coalesce(customer.memberId, buyers.memberId)
LEFT JOIN telling ON telling.memberId = coalesce(customer.memberId, buyers.memberId)
LEFT JOIN agreeing ON agreeing.memberId = coalesce(customer.memberId, buyers.memberId)
LEFT JOIN places AS place
  ON place.country = upper(customer.country) AND place.code = upper(replace(customer.postal_code, ' ', ''));

-- Percentile ranks for the score, and the cut points of the others.
CREATE TABLE scores AS
SELECT
  memberId,
  50000 * ((rank() OVER (ORDER BY spend_2y) - 1) * 1000000 // (count(*) OVER () - 1))
  + 20000 * ((rank() OVER (ORDER BY orders_2y) - 1) * 1000000 // (count(*) OVER () - 1))
  + 20000 * ((rank() OVER (ORDER BY referrals_2y) - 1) * 1000000 // (count(*) OVER () - 1))
  + CASE WHEN rating IS NULL THEN 0 ELSE
      10000 * ((rank() OVER (PARTITION BY rating IS NULL ORDER BY rating) - 1) * 1000000 // nullif(count(*) OVER (PARTITION BY rating IS NULL) - 1, 0))
    END AS score
FROM (
  SELECT
    memberId,
    coalesce(spend_2y, 0) AS spend_2y,
    coalesce(orders_2y, 0) AS orders_2y,
    coalesce(referrals_2y, 0) AS referrals_2y,
    (ratings_2y * 1000)::BIGINT::DOUBLE / nullif(rated_2y, 0) AS rating
  FROM people
);

CREATE TABLE cuts AS
SELECT
  quantile_disc(last_on, [0.2, 0.4, 0.6, 0.8]) FILTER (WHERE orders > 0) AS recency,
  quantile_disc(orders, [0.2, 0.4, 0.6, 0.8]) FILTER (WHERE orders > 0) AS frequency,
  quantile_disc(spend, [0.2, 0.4, 0.6, 0.8]) FILTER (WHERE orders > 0) AS monetary,
  quantile_disc(last_on_2y, [0.2, 0.4, 0.6, 0.8]) FILTER (WHERE orders_2y > 0) AS recency_2y,
  quantile_disc(orders_2y, [0.2, 0.4, 0.6, 0.8]) FILTER (WHERE orders_2y > 0) AS frequency_2y,
  quantile_disc(spend_2y, [0.2, 0.4, 0.6, 0.8]) FILTER (WHERE orders_2y > 0) AS monetary_2y,
  -quantile_disc(-spend_1y, 0.1) FILTER (WHERE orders_1y > 0 AND upper(country) = 'FI' AND region = 'uusimaa') AS best_in_uusimaa,
  count(*) FILTER (WHERE lines > 0) AS buyers,
  count(*) FILTER (WHERE lines_food > 0) AS buyers_food,
  count(*) FILTER (WHERE lines_litter > 0) AS buyers_litter,
  count(*) FILTER (WHERE lines_food > 0 AND lines_litter > 0) AS buyers_both,
  (SELECT -quantile_disc(-score, 0.2) FROM scores) AS best_score
FROM people;

CREATE MACRO points(of, cuts) AS
  1 + (of > cuts[1])::INTEGER + (of > cuts[2])::INTEGER + (of > cuts[3])::INTEGER + (of > cuts[4])::INTEGER;

CREATE TABLE segments AS
SELECT
  memberId,
  gender = 'f' AND club AS "women-in-the-club",
  list_has_any(list_transform(interests, lambda one: fold(one)), ['dogs']) AS "dog-people",
  list_has_all(list_transform(interests, lambda one: fold(one)), ['cats', 'garden']) AS "cats-and-garden",
  joined_on > DATE '2026-08-26' AND joined_at <= TIMESTAMP '2026-11-24 01:00:00' AS "new-faces",
  year_day(birth_date) BETWEEN 1124 AND 1207 AS "birthday-soon",
  has_phone AND fold(language) = 'fi' AS "phone-in-finnish",
  birth_date <= DATE '2008-11-24' AND birth_date > DATE '1996-11-24' AS "young-adults",
  birth_date <= DATE '1961-11-24' AND orders_1y >= 1 AS "seniors-who-buy",
  fold(country) = 'fi' AND region = 'uusimaa' AS "in-uusimaa",
  km <= 60 AS "near-tampere",
  fold(country) = 'se' AND (starts_with(upper(replace(postal_code, ' ', '')), '11') OR starts_with(upper(replace(postal_code, ' ', '')), '12')) AS "around-stockholm",
  fold(country) = 'fi' AND municipality IN ('espoo', 'vantaa', 'turku') AS "towns-of-the-south",
  orders_30d >= 1 AS "bought-lately",
  spend_1y >= 50000 AS "big-spenders",
  online_orders_1y >= 3 AS "online-regulars",
  food_orders_6m >= 1 AS "cat-food",
  dog_units >= 5 AS "dog-owners-by-purchase",
  last_on > DATE '2025-05-24' AND last_on <= DATE '2026-05-24' AS "slipping-away",
  first_on > DATE '2026-09-25' AS "first-purchase",
  orders > 0 AND spend >= 20000 * orders AS "full-baskets",
  largest_2y >= 40000 AS "one-big-order",
  products >= 12 AND days >= 4 AS "many-products",
  returns_2y >= 2 AS "sends-back",
  spend_2y > 0 AND spend_online_2y * 10 >= spend_2y * 7 AS "rather-online",
  orders_together > 0 AS "food-and-litter",
  days >= 3 AND (DATE '2026-11-24' - last_on) * (days - 1) * 2 >= (last_on - first_on) * 3 AS "late-for-the-next",
  days >= 2 AND last_on - first_on <= 60 * (days - 1) AS "every-other-month",
  christmas_orders >= 1 AND christmases >= 2 AS "christmas-shoppers",
  winter_orders >= 1 AND other_orders = 0 AS "only-at-christmas",
  spend_campaign >= 10000 AS "by-campaigns",
  best_category > 0 AND cats = best_category AS "cat-homes",
  best_channel > 0 AND store = best_channel AS "store-people",
  lines_food > 0 AND coalesce(lines_litter, 0) = 0 AND buyers_both >= 30 AND buyers_both * buyers > buyers_food * buyers_litter AS "no-litter-yet",
  toys = best_lift AS "toys-next",
  r >= 4 AND f >= 4 AND m >= 4 AS champions,
  CASE
    WHEN r_2y >= 4 AND f_2y >= 4 AND m_2y >= 4 THEN false
    WHEN r_2y = 1 AND f_2y >= 4 AND m_2y >= 4 THEN true
    WHEN r_2y >= 2 AND f_2y >= 3 AND m_2y >= 3 THEN false
    WHEN r_2y >= 4 AND f_2y = 1 AND m_2y = 1 THEN false
    WHEN r_2y BETWEEN 3 AND 4 AND f_2y = 1 AND m_2y = 1 THEN false
    WHEN r_2y >= 3 AND f_2y <= 3 AND m_2y <= 3 THEN false
    WHEN r_2y BETWEEN 2 AND 3 AND f_2y BETWEEN 2 AND 3 AND m_2y BETWEEN 2 AND 3 THEN false
    WHEN r_2y BETWEEN 2 AND 3 AND f_2y <= 2 AND m_2y <= 2 THEN false
    ELSE r_2y <= 2 AND f_2y >= 2 AND m_2y >= 2
  END AS "worth-a-call",
  last_on > DATE '2024-11-24' AND orders_2y >= 4 AS loyal,
  orders > 0 AND last_on <= DATE '2024-11-24' AND club AS "former-members",
  product_views_30d >= 3 AND coalesce(orders_2y, 0) = 0 AS considering,
  orders_1y > 0 AND fold(country) = 'fi' AND region = 'uusimaa' AND spend_1y >= best_in_uusimaa AS "best-in-uusimaa",
  score >= best_score AS "best-of-all",
  opens_90d >= 5 AS "opens-everything",
  clicked_kittens_on > DATE '2026-05-24' AS "clicked-kittens",
  view_days_1y >= 3 AND long_views_1y * 2 >= views_1y AS "reads-long",
  left_a_cart AS "left-a-cart",
  looked_then_bought AS "looked-then-bought",
  nps >= 9 AS promoters,
  rated > 0 AND ratings >= 4 * rated AND coalesce(complaints_1y, 0) = 0 AS "no-complaints",
  joined_2y >= 1 AS "brings-friends",
  last_on > DATE '2025-05-24' AND last_on <= DATE '2026-05-24' AND email AND coalesce(returns_2y, 0) < 2 AS "welcome-back"
FROM (
  SELECT
    *,
    CASE WHEN orders > 0 THEN points(last_on, recency) END AS r,
    CASE WHEN orders > 0 THEN points(orders, frequency) END AS f,
    CASE WHEN orders > 0 THEN points(spend, monetary) END AS m,
    CASE WHEN orders_2y > 0 THEN points(last_on_2y, recency_2y) END AS r_2y,
    CASE WHEN orders_2y > 0 THEN points(orders_2y, frequency_2y) END AS f_2y,
    CASE WHEN orders_2y > 0 THEN points(spend_2y, monetary_2y) END AS m_2y
  FROM people
  JOIN scores USING (memberId)
  CROSS JOIN cuts
);

COPY (
  UNPIVOT (SELECT sum(COLUMNS(* EXCLUDE (memberId))::INTEGER) FROM segments)
  ON COLUMNS(*) INTO NAME segment VALUE size
) TO (getvariable('sizes')) (FORMAT json, ARRAY true);
