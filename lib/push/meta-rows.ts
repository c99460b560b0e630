import { all, any, call, cast, column, known, value } from "../sql/expression.ts";
import type { Expression } from "../sql/expression.ts";
import { select } from "../sql/relation.ts";
import type { Relation } from "../sql/relation.ts";
import type { IdentifierKind } from "../workspace/workspace.ts";
import type { RowShape } from "./row-shape.ts";

const metaColumns = {
  EMAIL: "VARCHAR",
  PHONE: "VARCHAR",
  FN: "VARCHAR",
  LN: "VARCHAR",
  CT: "VARCHAR",
  ST: "VARCHAR",
  ZIP: "VARCHAR",
  COUNTRY: "VARCHAR",
  DOBY: "VARCHAR",
  DOBM: "VARCHAR",
  DOBD: "VARCHAR",
  GEN: "VARCHAR",
  MADID: "VARCHAR",
  EXTERN_ID: "VARCHAR",
} as const;
type MetaColumn = keyof typeof metaColumns;

/** Which cells an identifier of destinations.yaml fills, and where they come from. */
const cellsOf: Readonly<Record<IdentifierKind, Partial<Record<MetaColumn, Expression>>>> = {
  email: { EMAIL: call("list_extract", column("meta_emails"), column("n")) },
  phone: { PHONE: call("list_extract", column("meta_phones"), column("n")) },
  name: { FN: column("meta_fn"), LN: column("meta_ln") },
  place: { CT: column("meta_ct"), ST: column("meta_st"), ZIP: column("meta_zip") },
  "birth-date": { DOBY: column("meta_doby"), DOBM: column("meta_dobm"), DOBD: column("meta_dobd") },
  gender: { GEN: column("meta_gen") },
  country: { COUNTRY: column("meta_country") },
  "device-id": { MADID: column("meta_madid") },
  "customer-id": { EXTERN_ID: column("meta_extern_id") },
};

const filled = (...names: readonly MetaColumn[]): Expression =>
  all(...names.map((name) => known(column(name))));

/** An e-mail, phone or device id, or first and last name with postal code or birth date. */
const identifiable = any(
  filled("EMAIL"),
  filled("PHONE"),
  filled("MADID"),
  all(filled("FN", "LN"), any(filled("ZIP"), filled("DOBY", "DOBM", "DOBD"))),
);

const howMany = (list: string): Expression =>
  call("coalesce", call("length", column(list)), value(0));

const nothing = cast(value(null), "VARCHAR");

/** As many rows a person as they have e-mails or phones, at least one: column `n`. */
function numbered(people: Relation, identifiers: readonly IdentifierKind[]): Relation {
  const lists = [
    ...(identifiers.includes("email") ? [howMany("meta_emails")] : []),
    ...(identifiers.includes("phone") ? [howMany("meta_phones")] : []),
  ];
  const most = call("greatest", value(1), ...lists);
  return select({
    from: people,
    everything: true,
    columns: { n: call("unnest", call("generate_series", value(1), most)) },
  });
}

/**
 * Meta's rows: a cell per kind, so a person with two e-mails or phones is two rows, first with
 * first, second with second (Custom Audience guide, read 2026-09-12: one value a key and row).
 */
export function metaRows(identifiers: readonly IdentifierKind[]): RowShape {
  const chosen = identifiers.map((kind) => cellsOf[kind]);
  const cell = (name: MetaColumn): Expression =>
    chosen.map((cells) => cells[name]).find((found) => found !== undefined) ?? nothing;
  const cells = {
    memberId: column("memberId"),
    EMAIL: cell("EMAIL"),
    PHONE: cell("PHONE"),
    FN: cell("FN"),
    LN: cell("LN"),
    CT: cell("CT"),
    ST: cell("ST"),
    ZIP: cell("ZIP"),
    COUNTRY: cell("COUNTRY"),
    DOBY: cell("DOBY"),
    DOBM: cell("DOBM"),
    DOBD: cell("DOBD"),
    GEN: cell("GEN"),
    MADID: cell("MADID"),
    EXTERN_ID: cell("EXTERN_ID"),
  };
  return {
    columns: metaColumns,
    rows: (people) =>
      select({
        from: select({ from: numbered(people, identifiers), columns: cells }),
        everything: true,
        columns: {},
        where: identifiable,
      }),
    matchedBy: [
      ...["EMAIL", "PHONE", "MADID", "EXTERN_ID"].map((name) => ({ columns: [name], list: false })),
      { columns: ["FN", "LN", "ZIP"], list: false },
      { columns: ["FN", "LN", "DOBY", "DOBM", "DOBD"], list: false },
    ],
    contacts: ["EMAIL", "PHONE"],
  };
}
