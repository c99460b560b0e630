-- Chance without chance: every draw is a hash of the seed, of whom it is for, and of what it is for.
-- The same seed gives the same shop, to the byte. Variables: seed, customers, today, folder.

-- A number from 0 up to 1.
CREATE MACRO draw(id, what) AS
  (hash(CAST(getvariable('seed') AS BIGINT), CAST(id AS BIGINT), what) % 1000000) / 1000000.0;

-- One of a list's values.
CREATE MACRO pick(words, id, what) AS
  words[1 + CAST(floor(draw(id, what) * len(words)) AS INTEGER)];

-- The first night's day, in the shop's time zone. Everything before the first night happened before it.
CREATE MACRO today() AS CAST(getvariable('today') AS DATE);

-- Letters with their marks apart (NFD), as some older systems export them.
CREATE MACRO decomposed(text) AS
  replace(replace(replace(replace(replace(replace(text,
    'å', 'a' || chr(778)), 'ä', 'a' || chr(776)), 'ö', 'o' || chr(776)),
    'Å', 'A' || chr(778)), 'Ä', 'A' || chr(776)), 'Ö', 'O' || chr(776));

-- What of a name fits before the @ of an e-mail address.
CREATE MACRO mailbox(text) AS regexp_replace(
  replace(replace(lower(strip_accents(text)), 'ø', 'o'), 'æ', 'ae'), '[^a-z]', '', 'g');
