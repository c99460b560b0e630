-- The files of the three nights. Rows stand in a fixed order, so that the same seed gives the same bytes.

-- First night: everything.
COPY (
  SELECT * EXCLUDE (id, is_newcomer, self, mail_name, mail_home)
  FROM register WHERE NOT is_newcomer ORDER BY id
) TO (getvariable('folder') || '/night-1/customers/register.csv') (HEADER);

COPY (
  SELECT * EXCLUDE (night, seq, key, sold_at, till)
  FROM exported WHERE night = 1 AND till <> 'store' ORDER BY sold_at, key
) TO (getvariable('folder') || '/night-1/orders/web-shop.csv') (HEADER, DELIMITER ';');

COPY (
  SELECT * EXCLUDE (night, seq, key, sold_at, till)
  FROM exported WHERE night = 1 AND till = 'store' ORDER BY sold_at, key
) TO (getvariable('folder') || '/night-1/orders/store-tills.csv') (HEADER, DELIMITER ';');

CREATE TABLE said AS
SELECT
  night, id, said_at,
  customer AS customer_id,
  purpose,
  CASE WHEN night = 1 AND draw(id, 'mumbles') < 0.001 THEN 'ehkä'
       WHEN granted THEN yes_word(language, id) ELSE no_word(language, id) END AS granted,
  CAST(said_at AS VARCHAR) AS "at",
  source
FROM answers;

COPY (SELECT * EXCLUDE (night, id, said_at) FROM said WHERE night = 1 ORDER BY said_at, id, purpose)
TO (getvariable('folder') || '/night-1/consents/consents.csv') (HEADER);

-- Second night: what changed. New e-mail addresses, newcomers, a day's orders, a few consents both ways.
COPY (
  SELECT * EXCLUDE (id, is_newcomer, self, mail_name, mail_home)
    REPLACE (
      CASE WHEN is_newcomer THEN email ELSE mail_name || '.new@' || mail_home END AS email,
      CAST(today() + to_minutes(CAST(500 + floor(draw(id, 'moves at') * 700) AS INTEGER)) AS VARCHAR) AS updated_at)
  FROM register WHERE is_newcomer OR draw(id, 'moves') < 0.006 ORDER BY id
) TO (getvariable('folder') || '/night-2/customers/changed.csv') (HEADER);

COPY (
  SELECT * EXCLUDE (night, seq, key, sold_at, till) FROM exported WHERE night = 2 ORDER BY sold_at, key
) TO (getvariable('folder') || '/night-2/orders/day.csv') (HEADER, DELIMITER ';');

COPY (SELECT * EXCLUDE (night, id, said_at) FROM said WHERE night = 2 ORDER BY said_at, id, purpose)
TO (getvariable('folder') || '/night-2/consents/day.csv') (HEADER);

-- Third night: the web shop sends its last twelve months again, after an update that lost the category.
COPY (
  SELECT * EXCLUDE (night, seq, key, sold_at, till) REPLACE ('' AS "Tuoteryhmä")
  FROM exported
  WHERE till <> 'store' AND sold_at >= today() - INTERVAL 1 YEAR
  ORDER BY sold_at, key
) TO (getvariable('folder') || '/night-3/orders/web-shop-again.csv') (HEADER, DELIMITER ';');

COPY (SELECT * EXCLUDE (night, id, said_at) FROM said WHERE night = 3 ORDER BY said_at, id, purpose)
TO (getvariable('folder') || '/night-3/consents/day.csv') (HEADER);
