-- Who the customers are. The last few join between the first night and the second.

CREATE MACRO newcomers() AS CAST(ceil(getvariable('customers') * 0.003) AS BIGINT);

CREATE TABLE traits AS
SELECT
  id,
  id > getvariable('customers') AS is_newcomer,
  -- About one in sixty stands in the register twice, right after themselves.
  draw(id, 'twice') < 0.016 AND id > 1 AND id <= getvariable('customers') AS is_twin,
  CASE WHEN draw(id, 'country') < 0.62 THEN 'FI' WHEN draw(id, 'country') < 0.84 THEN 'SE'
       WHEN draw(id, 'country') < 0.93 THEN 'NO' ELSE 'DK' END AS country,
  CASE WHEN draw(id, 'gender') < 0.58 THEN 'f' WHEN draw(id, 'gender') < 0.97 THEN 'm' ELSE '' END AS gender,
  -- One in seventy is a child who took a club card.
  CASE WHEN draw(id, 'child') < 0.014 THEN 4400 + floor(draw(id, 'age') * 2000)
       ELSE 6700 + floor(pow(draw(id, 'age'), 1.4) * 21500) END AS days_old,
  CASE WHEN draw(id, 'taste') < 0.36 THEN 'cats' WHEN draw(id, 'taste') < 0.82 THEN 'dogs'
       WHEN draw(id, 'taste') < 0.92 THEN 'small' ELSE 'any' END AS taste,
  CASE WHEN id > getvariable('customers') THEN 0 ELSE 1 + floor(pow(draw(id, 'joined'), 1.2) * 2100) END AS days_with_us
FROM (SELECT unnest(range(1, CAST(getvariable('customers') AS BIGINT) + newcomers() + 1)) AS id);

CREATE TABLE people AS
SELECT
  traits.*,
  'K' || (100000 + traits.id) AS customer,
  -- Whom the names, the address and the e-mail are drawn for: a twin's are those of the row before.
  CASE WHEN is_twin THEN traits.id - 1 ELSE traits.id END AS self
FROM traits;

CREATE TABLE named AS
SELECT
  people.* EXCLUDE (country, gender, days_old, taste),
  self.country, self.gender, self.taste,
  today() - CAST(self.days_old AS INTEGER) AS birth_date,
  CASE WHEN self.country = 'FI' AND draw(people.self, 'speaks') < 0.08 THEN 'sv'
       WHEN self.country = 'FI' THEN 'fi' WHEN self.country = 'SE' THEN 'sv'
       WHEN self.country = 'NO' THEN 'no' ELSE 'da' END AS language
FROM people
JOIN traits AS self ON self.id = people.self;

CREATE TABLE addressed AS
SELECT
  named.*,
  pick(CASE WHEN gender = 'm' THEN words.men ELSE words.women END, self, 'given') AS first_name,
  pick(words.families, self, 'family') AS last_name,
  pick(words.streets, self, 'street') || ' ' || (1 + floor(draw(self, 'house') * 80)::INTEGER) AS street,
  pick(towns.places, self, 'town') AS place
FROM named
JOIN words USING (language)
JOIN towns USING (country);

-- Phone numbers are made of the customer's own number: all different, of the shape that mobiles have there,
-- and meant to be nobody's. Should one be somebody's by chance: nothing of this ever leaves the machine.
CREATE MACRO digits(id, width) AS
  lpad(CAST((id * 7919 + CAST(getvariable('seed') AS BIGINT) * 104729) % CAST(pow(10, width) AS BIGINT) AS VARCHAR), width, '0');

CREATE MACRO groups(number, first) AS
  number[1:first] || ' ' || number[first + 1:first + 3] || ' ' || number[first + 4:];

-- The number as dialled inside the country, without the leading zero, and the country's own code.
CREATE TABLE reachable AS
SELECT
  addressed.*,
  CASE country
    WHEN 'FI' THEN pick(['40', '44', '45', '50'], self, 'operator') || digits(self, 7)
    WHEN 'SE' THEN pick(['70', '72', '73', '76'], self, 'operator') || digits(self, 7)
    WHEN 'NO' THEN '9' || digits(self, 7)
    ELSE pick(['26', '27', '28'], self, 'operator') || digits(self, 6) END AS mobile,
  CASE country WHEN 'FI' THEN '358' WHEN 'SE' THEN '46' WHEN 'NO' THEN '47' ELSE '45' END AS dial,
  CASE WHEN country IN ('FI', 'SE') THEN '0' ELSE '' END AS trunk,
  mailbox(first_name) || '.' || mailbox(last_name) || self AS mail_name,
  pick(['posti.example', 'mejl.example', 'epost.example', 'kotinetti.example', 'mail.example', 'example.com',
        'example.org', 'example.net'], self, 'provider') AS mail_home
FROM addressed;

-- Everybody as the register has them, with the faults that registers have.
CREATE MACRO email_of(name, home, id) AS
  CASE
    WHEN draw(id, 'email') < 0.07 THEN ''
    WHEN draw(id, 'email') < 0.085 THEN pick([name, name || '@', '@' || home, name || '@@' || home, 'ei ole', name || '@posti'], id, 'fault')
    WHEN draw(id, 'email') < 0.10 THEN '  ' || name || '@' || home || ' '
    WHEN draw(id, 'email') < 0.12 THEN upper(name) || '@' || upper(home)
    WHEN draw(id, 'email') < 0.13 THEN name || '@' || home || '|' || name || '@example.org'
    ELSE name || '@' || home END;

CREATE MACRO phone_of(mobile, dial, trunk, id) AS
  CASE
    WHEN draw(id, 'phone') < 0.24 THEN ''
    WHEN draw(id, 'phone') < 0.26 THEN pick(['12345', '000', 'ei puhelinta', '040-', '+358 99', '-'], id, 'no phone')
    WHEN draw(id, 'phone') < 0.50 THEN trunk || groups(mobile, 2)
    WHEN draw(id, 'phone') < 0.60 THEN trunk || mobile[1:2] || '-' || mobile[3:]
    WHEN draw(id, 'phone') < 0.80 THEN '+' || dial || ' ' || groups(mobile, 2)
    WHEN draw(id, 'phone') < 0.86 THEN '00' || dial || mobile
    WHEN draw(id, 'phone') < 0.90 AND trunk = '0' THEN '+' || dial || ' (0)' || mobile
    ELSE '+' || dial || mobile END;

CREATE MACRO gender_word(gender, language, id) AS
  CASE
    WHEN gender = '' THEN pick(['', 'muu', 'n', '-'], id, 'no gender')
    WHEN draw(id, 'gender word') < 0.2 THEN upper(gender)
    WHEN gender = 'f' THEN CASE language WHEN 'fi' THEN 'nainen' WHEN 'sv' THEN 'kvinna' WHEN 'no' THEN 'kvinne' ELSE 'kvinde' END
    ELSE CASE language WHEN 'fi' THEN 'mies' WHEN 'sv' THEN 'man' WHEN 'no' THEN 'mann' ELSE 'mand' END END;

CREATE MACRO country_word(country, id) AS
  CASE WHEN draw(id, 'country word') < 0.85 THEN country
       ELSE CASE country WHEN 'FI' THEN 'Suomi' WHEN 'SE' THEN 'Sverige' WHEN 'NO' THEN 'Norge' ELSE 'Danmark' END END;

CREATE MACRO postal_word(code, country, id) AS
  CASE WHEN draw(id, 'postal word') < 0.03 THEN country || '-' || code
       WHEN draw(id, 'postal word') < 0.10 THEN replace(code, ' ', '')
       WHEN draw(id, 'postal word') < 0.11 THEN '' ELSE code END;

CREATE MACRO interests_of(taste, id) AS
  CASE WHEN draw(id, 'tells') < 0.3 THEN ''
       ELSE concat_ws('|', CASE WHEN taste = 'any' THEN 'cats|dogs' ELSE taste END,
                      pick([NULL, NULL, 'hiking', 'garden', 'birds', 'showing'], id, 'hobby')) END;

CREATE TABLE register AS
SELECT
  id, is_newcomer, self, mail_name, mail_home,
  CASE WHEN draw(id, 'no id') < 0.002 THEN '' ELSE customer END AS customer_id,
  email_of(mail_name, mail_home, id) AS email,
  phone_of(mobile, dial, trunk, id) AS phone,
  CASE WHEN draw(id, 'letters') < 0.06 THEN decomposed(first_name)
       WHEN draw(id, 'letters') < 0.09 THEN upper(first_name)
       WHEN draw(id, 'letters') < 0.10 THEN ' ' || lower(first_name) ELSE first_name END AS first_name,
  CASE WHEN draw(id, 'letters') < 0.06 THEN decomposed(last_name)
       WHEN draw(id, 'letters') < 0.09 THEN upper(last_name) ELSE last_name END AS last_name,
  street,
  postal_word(place.code, country, id) AS postal_code,
  CASE WHEN language = 'sv' THEN place.swedish ELSE place.town END AS city,
  country_word(country, id) AS country,
  CASE WHEN draw(id, 'born') < 0.15 THEN ''
       WHEN draw(id, 'born') < 0.25 THEN strftime(birth_date, '%-d.%-m.%Y')
       WHEN draw(id, 'born') < 0.255 THEN '0000-00-00'
       ELSE CAST(birth_date AS VARCHAR) END AS birth_date,
  gender_word(gender, language, id) AS gender,
  language,
  interests_of(taste, id) AS interests,
  CASE WHEN draw(id, 'joined badly') < 0.003 THEN pick(['joskus', '2021-13-01', '?'], id, 'when')
       ELSE CAST(today() - CAST(days_with_us AS INTEGER) AS VARCHAR) END AS joined_at,
  CAST(today() - CAST(days_with_us * draw(id, 'touched') AS INTEGER) - INTERVAL 10 HOUR AS VARCHAR) AS updated_at,
  CASE WHEN draw(id, 'club') < 0.35 THEN 'kyllä' WHEN draw(id, 'club') < 0.95 THEN 'ei' ELSE '' END AS kanta_asiakas
FROM reachable;
