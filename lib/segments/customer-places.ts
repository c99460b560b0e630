import {
  all,
  call,
  cast,
  column,
  equal,
  known,
  minus,
  plus,
  times,
  value,
} from "../sql/expression.ts";
import type { Expression } from "../sql/expression.ts";
import { select } from "../sql/relation.ts";
import type { Relation } from "../sql/relation.ts";
import { tightCode } from "../sql/tight-code.ts";
import type { Features, Rows } from "./features.ts";
import { customers, places } from "./rows.ts";

/** A postal code of a country. */
export interface PostalCode {
  readonly country: string;
  readonly code: string;
}

/** Postal codes are compared in capitals and without spaces: 111 22 is 11122. */
export const tight = (of: string): string => of.toUpperCase().replaceAll(" ", "");

/** Each customer with something of the place that their country and postal code are of, where it is known. */
const customersAt = (found: Relation, columns: readonly string[]): Relation =>
  select({
    from: customers,
    as: "customer",
    joins: [
      {
        kind: "inner",
        relation: found,
        as: "place",
        on: all(
          equal(column("country", "place"), call("upper", column("country", "customer"))),
          equal(column("code", "place"), tightCode(column("postal_code", "customer"))),
        ),
      },
    ],
    columns: {
      memberId: column("memberId", "customer"),
      ...Object.fromEntries(columns.map((name) => [name, column(name, "place")])),
    },
  });

/** One row at most for each customer: what a gathering takes the greatest of is that row's. */
function gatherPlace(features: Features, rows: Rows, name: string): Expression {
  // So that the table of customers has them.
  features.customer("country");
  features.customer("postal_code");
  return features.gather(rows, name, call("max", column(name)));
}

const home: Rows = { name: "place", from: customersAt(places, ["region", "municipality"]) };

/** The region of a customer's place, else as their own row has it. */
export const regionOf = (features: Features): Expression =>
  call("coalesce", gatherPlace(features, home, "region"), features.customer("region"));

/** The municipality of a customer's place. */
export const municipalityOf = (features: Features): Expression =>
  gatherPlace(features, home, "municipality");

/** The mean radius of the earth in km (International Union of Geodesy and Geophysics, 1980). */
const earth = 6371.0088;

const squared = (of: Expression): Expression => times(of, of);
const half = (of: Expression): Expression => times(of, cast(value(0.5), "DOUBLE"));

/** The sine of half an angle in degrees, squared. */
const haversine = (degrees: Expression): Expression =>
  squared(call("sin", half(call("radians", degrees))));

const cosine = (place: string): Expression =>
  call("cos", call("radians", column("latitude", place)));

/** Km from one place to another on a round earth. */
function distance(a: string, b: string): Expression {
  const apart = (name: string) => minus(column(name, a), column(name, b));
  const along = times(times(cosine(a), cosine(b)), haversine(apart("longitude")));
  const root = call("sqrt", plus(haversine(apart("latitude")), along));
  const angle = call("asin", call("least", root, cast(value(1), "DOUBLE")));
  return times(angle, cast(value(2 * earth), "DOUBLE"));
}

/** Places of which it is known where they are. */
const onTheMap = select({
  from: places,
  columns: {},
  everything: true,
  where: all(known(column("latitude")), known(column("longitude"))),
});

/** Every place with its distance from one of them; none where that one is not known. */
const placesAround = ({ country, code }: PostalCode): Relation => {
  const centre = select({
    from: onTheMap,
    columns: { latitude: column("latitude"), longitude: column("longitude") },
    where: all(equal(column("country"), value(country)), equal(column("code"), value(tight(code)))),
  });
  return select({
    from: onTheMap,
    as: "place",
    joins: [{ kind: "cross", relation: centre, as: "centre" }],
    columns: {
      country: column("country", "place"),
      code: column("code", "place"),
      km: distance("place", "centre"),
    },
  });
};

/** Km from a postal code to the customer's; unknown where either is in no place that is known. */
export const kmFrom = (centre: PostalCode, features: Features): Expression =>
  gatherPlace(
    features,
    {
      name: `from ${centre.country} ${centre.code}`,
      from: customersAt(placesAround(centre), ["km"]),
    },
    "km",
  );
