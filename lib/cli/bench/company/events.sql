-- Events from `first` up to `end`, of `rows` that `people` gave rise to in the last 25 months, by time; five in a row
-- are one visit of one person.
SET VARIABLE names = [
  'email_open', 'email_open', 'email_open', 'email_open', 'email_open', 'email_open', 'email_click',
  'page_view', 'page_view', 'page_view', 'page_view', 'page_view', 'page_view', 'page_view',
  'product_view', 'product_view', 'product_view', 'app_open', 'cart', 'form_sent'
];
SET VARIABLE campaigns = [
  'spring', 'summer', 'autumn', 'winter', 'kittens', 'puppies', 'welcome', 'black-friday', 'christmas', 'garden'
];
COPY (
  SELECT
    member(person(getvariable('people')::BIGINT, day, visit, 1)) AS memberId,
    'evt-' || lpad(nth::VARCHAR, 12, '0') AS event_id,
    nth - getvariable('first')::BIGINT + 2 AS line,
    event,
    time_on(day, visit, 3) + to_seconds(nth % 5 * 90) AS occurred_at,
    day_of(day) AS occurred_on,
    CASE WHEN starts_with(event, 'email') THEN pick(getvariable('campaigns'), nth, 4) END AS campaign,
    CASE WHEN ends_with(event, 'view') THEN floor(300 * chance(nth, 5) ** 2)::DECIMAL(38, 6) END AS seconds
  FROM (
    SELECT
      nth,
      nth // 5 AS visit,
      700 + floor(760 * (nth // 5 / (getvariable('rows') / 5)) ** 0.9)::BIGINT AS day,
      pick(getvariable('names'), nth, 6) AS event
    FROM range(getvariable('first')::BIGINT, getvariable('end')::BIGINT) AS happenings(nth)
  )
) TO (getvariable('path')) (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1, DICTIONARY_SIZE_LIMIT 5000);
