import {
  type Expression,
  between,
  call,
  cast,
  column,
  firstOf,
  surely,
  value,
} from "../sql/expression.ts";
import {
  type DatasetPlan,
  type Reading,
  cell,
  decimal,
  isMissing,
  isTooLong,
  isUnreadable,
} from "./plan-dataset.ts";
import { nothing, withoutEmail } from "./typed-cells.ts";

const upperCountry = call("upper", cell("country"));

/** ISO 3166-1 alpha-2, as files of places have it; large letters. */
const country = firstOf(
  [{ when: call("regexp_matches", upperCountry, value("^[A-Z]{2}$")), gives: upperCountry }],
  nothing("VARCHAR"),
);

/** Degrees north or east of zero, unknown where the earth has none so far. */
function degrees(reading: Reading, name: string, most: number): Expression {
  const read = decimal(reading, name, "DECIMAL(15,6)");
  return firstOf(
    [{ when: surely(between(read, value(-most), value(most))), gives: cast(read, "DOUBLE") }],
    nothing("DOUBLE"),
  );
}

/** Postal codes and where they are. A code is kept as it stands; rules compare it without spaces. */
export const placesPlan: DatasetPlan = {
  people: [],
  inputs: ["country", "postal_code", "place", "region", "municipality", "latitude", "longitude"],
  required: [[["country"]], [["postal_code"]]],
  typed: (reading) => ({
    country,
    postal_code: withoutEmail(cell("postal_code")),
    place: withoutEmail(cell("place")),
    region: withoutEmail(cell("region")),
    municipality: withoutEmail(cell("municipality")),
    latitude: degrees(reading, "latitude", 90),
    longitude: degrees(reading, "longitude", 180),
  }),
  derived: () => ({}),
  output: Object.fromEntries(
    ["country", "postal_code", "place", "region", "municipality", "latitude", "longitude"].map(
      (name) => [name, column(name)],
    ),
  ),
  faults: () => [
    isMissing("country"),
    isUnreadable("country"),
    isMissing("postal_code"),
    isUnreadable("postal_code"),
    isTooLong("postal_code"),
    isUnreadable("latitude"),
    isUnreadable("longitude"),
  ],
};
