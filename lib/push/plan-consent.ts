import {
  above,
  all,
  any,
  atMost,
  call,
  callWhere,
  column,
  equal,
  known,
  not,
  surely,
  timestamp,
  unequal,
  unknown,
  value,
} from "../sql/expression.ts";
import { select, table, union } from "../sql/relation.ts";
import type { Relation } from "../sql/relation.ts";

/**
 * Consents as they stand at `now`, from the table `consents` (memberId, purpose, granted, at;
 * `received_at` stands in where a row has no time): the newest row per member and purpose, a tie is
 * no, a no dated in the future counts already, a yes not yet.
 */
export function consentsNow(now: string): Relation {
  const at = call("coalesce", column("at"), column("received_at"));
  const yes = callWhere("max", all(column("granted"), atMost(at, timestamp(now))), at);
  const no = callWhere("max", not(column("granted")), at);
  return select({
    from: select({
      note: "the newest yes that counts already, and the newest no",
      from: table("consents"),
      columns: { memberId: column("memberId"), purpose: column("purpose"), yes, no },
      groupBy: [column("memberId"), column("purpose")],
    }),
    columns: {
      memberId: column("memberId"),
      purpose: column("purpose"),
      granted: all(
        known(column("yes")),
        any(unknown(column("no")), surely(above(column("yes"), column("no")))),
      ),
      refused: all(
        known(column("no")),
        any(unknown(column("yes")), surely(atMost(column("yes"), column("no")))),
      ),
    },
  });
}

const contacts = (people: Relation, list: string): Relation =>
  select({
    from: people,
    columns: { memberId: column("memberId"), contact: call("unnest", column(list)) },
  });

/**
 * Those of `everybody` who may not be pushed for want of consent, by `consents_now` and `people`: a
 * required purpose is not granted, or somebody refused it under another customer record that
 * carries the same e-mail or phone.
 */
export function withoutConsent(purposes: readonly string[]): Relation {
  const people = table("people");
  const everybody = table("everybody");
  const grants = purposes.map((purpose): Relation =>
    select({
      note: `${purpose}: not granted`,
      from: everybody,
      as: "p",
      joins: [
        {
          kind: "anti",
          relation: table("consents_now"),
          as: "c",
          on: all(
            equal(column("memberId", "c"), column("memberId", "p")),
            equal(column("purpose", "c"), value(purpose)),
            column("granted", "c"),
          ),
        },
      ],
      columns: { memberId: column("memberId", "p") },
    }),
  );
  if (purposes.length === 0) {
    return select({
      from: everybody,
      columns: { memberId: column("memberId") },
      where: value(false),
    });
  }
  const everyContact = union(
    contacts(people, "meta_emails"),
    contacts(people, "meta_phones"),
    contacts(people, "google_emails"),
    contacts(people, "google_phones"),
  );
  const refusedContact = select({
    note: "e-mails and phones of people who refused in so many words",
    from: everyContact,
    as: "e",
    joins: [
      {
        kind: "semi",
        relation: table("consents_now"),
        as: "c",
        on: all(
          equal(column("memberId", "c"), column("memberId", "e")),
          any(...purposes.map((purpose) => equal(column("purpose", "c"), value(purpose)))),
          column("refused", "c"),
        ),
      },
    ],
    columns: { memberId: column("memberId", "e"), contact: column("contact", "e") },
  });
  const sharers = select({
    from: everyContact,
    as: "e",
    joins: [
      {
        kind: "inner",
        relation: refusedContact,
        as: "r",
        on: all(
          equal(column("contact", "r"), column("contact", "e")),
          unequal(column("memberId", "r"), column("memberId", "e")),
        ),
      },
    ],
    columns: { memberId: column("memberId", "e") },
  });
  return select({
    from: union(...grants, sharers),
    columns: { memberId: column("memberId") },
    distinct: true,
  });
}
