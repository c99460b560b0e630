-- Words that the tables of the company are made with. Chance comes from the number of a row, so that the same
-- number of customers gives the same company.
SET VARIABLE first_day = DATE '2022-11-25';
SET VARIABLE days = 1460;
SET VARIABLE cohorts = 16;

-- Between 0 and 1: the `nth` throw of a row's dice.
CREATE MACRO chance(of, nth) AS (hash(of::BIGINT * 64 + nth) % 4294967296) / 4294967296.0;
-- One of several.
CREATE MACRO pick(choices, of, nth) AS choices[1 + floor(len(choices) * chance(of, nth))::BIGINT];
-- A pseudonym as ingest makes them: 128 bits, base64url.
CREATE MACRO member(of) AS translate(left(to_base64(unhex(md5(of::VARCHAR))), 22), '+/', '-_');

-- People come in sixteen cohorts, one a quarter. Few are very active and many hardly at all, and interest fades:
-- whoever does something on a day is rather of a young cohort.
CREATE MACRO cohort(day, of, nth) AS
  greatest(0, day // 92 - floor(-4 * ln(1 - chance(of, nth)))::BIGINT);
CREATE MACRO person(people, day, of, nth) AS
  getvariable('cohorts') * floor(people // getvariable('cohorts') * ((chance(of, nth) + 0.1) ** 3 - 0.001) / 1.33)::BIGINT
  + cohort(day, of, nth + 1);
CREATE MACRO day_of(nth) AS getvariable('first_day') + nth::INTEGER;
-- Between 5 and 20 UTC, so that the day is the same in the company's zone.
CREATE MACRO time_on(day, of, nth) AS day_of(day)::TIMESTAMP + to_seconds((18000 + 54000 * chance(of, nth))::BIGINT);

-- What somebody keeps: 0 cats, 1 dogs, 2 a garden.
CREATE MACRO household(person) AS floor(3 * chance(person, 60) ** 1.3)::BIGINT;
