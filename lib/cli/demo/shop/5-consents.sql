-- Who may be advertised to: about seven in ten. Some changed their minds, some were never asked.

CREATE MACRO yes_word(language, id) AS
  CASE WHEN draw(id, 'yes') < 0.7 THEN 'yes' WHEN language = 'fi' THEN 'kyllä' ELSE 'ja' END;
CREATE MACRO no_word(language, id) AS
  CASE WHEN draw(id, 'no') < 0.7 THEN 'no' WHEN language = 'fi' THEN 'ei' ELSE 'nej' END;

CREATE TABLE answers AS
-- What they said when they joined.
SELECT 1 AS night, id, customer, language, 'advertising' AS purpose,
  draw(id, 'consents') < 0.76 AS granted,
  today() - CAST(days_with_us AS INTEGER) + to_minutes(CAST(420 + floor(draw(id, 'asked') * 600) AS INTEGER)) AS said_at,
  pick(['checkout', 'app', 'store form'], id, 'where') AS source
FROM named WHERE NOT is_newcomer AND draw(id, 'asked at all') < 0.93
UNION ALL
-- What one in sixteen said later, the other way round.
SELECT 1, id, customer, language, 'advertising', draw(id, 'consents') >= 0.76,
  today() - CAST(floor(days_with_us * draw(id, 'later')) AS INTEGER) - INTERVAL 5 HOUR, 'own pages'
FROM named WHERE NOT is_newcomer AND days_with_us > 30 AND draw(id, 'changes') < 0.06
UNION ALL
-- A purpose that no audience asks for.
SELECT 1, id, customer, language, 'newsletter', draw(id, 'reads') < 0.5,
  today() - CAST(days_with_us AS INTEGER) + INTERVAL 9 HOUR, 'checkout'
FROM named WHERE NOT is_newcomer AND draw(id, 'newsletter') < 0.3
UNION ALL
-- Second night: newcomers, and a few both ways.
SELECT 2, id, customer, language, 'advertising',
  CASE WHEN is_newcomer THEN draw(id, 'consents') < 0.76 ELSE draw(id, 'new mind') < 0.0045 END,
  today() + to_minutes(CAST(480 + floor(draw(id, 'new mind at') * 780) AS INTEGER)), 'own pages'
FROM named WHERE is_newcomer OR draw(id, 'new mind') < 0.008
UNION ALL
-- Third night: several hundred say no, cat people more than others.
SELECT 3, id, customer, language, 'advertising', false,
  today() + 1 + to_minutes(CAST(480 + floor(draw(id, 'goes at') * 780) AS INTEGER)), 'own pages'
FROM named WHERE draw(id, 'goes') < CASE WHEN taste = 'cats' THEN 0.035 ELSE 0.009 END;
