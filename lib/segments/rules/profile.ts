import type * as z from "zod";
import { all, call, surely, value } from "../../sql/expression.ts";
import type { Expression } from "../../sql/expression.ts";
import type { Workspace } from "../../workspace/workspace.ts";
import { strict } from "../../workspace/yaml-schemas.ts";
import { columnCondition } from "../column-condition.ts";
import type { ColumnCondition, ColumnType } from "../column-condition.ts";
import type { Features } from "../features.ts";
import { orOf } from "../language.ts";
import type { Language, Phrase } from "../language.ts";
import { ruleKind } from "../rule-kind.ts";
import type { Finding } from "../rule-kind.ts";
import type { Moment } from "../windows.ts";

/** Columns of customers, by what they hold. Contact data is never past the door: only whether it is known. */
const columns = {
  email: "presence",
  phone: "presence",
  first_name: "presence",
  last_name: "presence",
  street: "presence",
  device_id: "presence",
  postal_code: "text",
  city: "text",
  region: "text",
  country: "text",
  birth_date: "date",
  gender: "gender",
  language: "text",
  interests: "list",
  values: "list",
  occupation: "text",
  industry: "text",
  education: "text",
  household_id: "text",
  joined_at: "time",
} as const satisfies Record<string, ColumnType>;

/** The types of what may be asked: our own columns, then the workspace's attributes. */
function columnTypes(workspace: Workspace): Readonly<Record<string, ColumnType>> {
  const attributes = Object.entries(workspace.datasets.customers.attributes);
  const types = Object.fromEntries(attributes.map(([name, { type }]) => [name, type]));
  return { ...columns, ...types, ...columns };
}

/** Rows say only whether they had one: a missing row had none. */
const presence = (name: string, features: Features): Expression =>
  call("nullif", call("coalesce", features.customer(`has_${name}`), value(false)), value(false));

function subject(name: string, features: Features): Moment {
  if (name === "joined_at")
    return { day: features.customer("joined_on"), time: features.customer("joined_at") };
  if (name === "gender")
    return { day: call("nullif", features.customer("gender"), value("unknown")) };
  const isContact = Object.hasOwn(columns, name) && columnTypeOf(name) === "presence";
  return { day: isContact ? presence(name, features) : features.customer(name) };
}

const columnTypeOf = (name: string): ColumnType | undefined =>
  Object.entries(columns).find(([known]) => known === name)?.[1];

/** What our own columns are called. */
const names: Readonly<Record<string, Phrase>> = {
  email: { en: "e-mail", fi: "sähköposti", sv: "e-post" },
  phone: { en: "phone", fi: "puhelin", sv: "telefon" },
  first_name: { en: "first name", fi: "etunimi", sv: "förnamn" },
  last_name: { en: "last name", fi: "sukunimi", sv: "efternamn" },
  street: { en: "street", fi: "katuosoite", sv: "gatuadress" },
  device_id: { en: "device id", fi: "laitetunnus", sv: "enhets-id" },
  postal_code: { en: "postal code", fi: "postinumero", sv: "postnummer" },
  city: { en: "city", fi: "kaupunki", sv: "ort" },
  region: { en: "region", fi: "alue", sv: "region" },
  country: { en: "country", fi: "maa", sv: "land" },
  birth_date: { en: "birth date", fi: "syntymäpäivä", sv: "födelsedag" },
  gender: { en: "gender", fi: "sukupuoli", sv: "kön" },
  language: { en: "language", fi: "kieli", sv: "språk" },
  interests: { en: "interests", fi: "kiinnostuksen kohteet", sv: "intressen" },
  values: { en: "values", fi: "arvot", sv: "värderingar" },
  occupation: { en: "occupation", fi: "ammatti", sv: "yrke" },
  industry: { en: "industry", fi: "toimiala", sv: "bransch" },
  education: { en: "education", fi: "koulutus", sv: "utbildning" },
  household_id: { en: "household", fi: "kotitalous", sv: "hushåll" },
  joined_at: { en: "joined", fi: "liittynyt", sv: "gick med" },
};

/** Attributes are called as the workspace calls them. */
const nameOf = (name: string, language: Language): string =>
  names[name]?.[language] ?? name.replaceAll(/[_-]/g, " ");

const genders: Readonly<Record<string, Phrase>> = {
  f: { en: "women", fi: "naisia", sv: "kvinnor" },
  m: { en: "men", fi: "miehiä", sv: "män" },
};

/** `women`, `city Helsinki or Espoo`, `e-mail known`. */
function conditionWords(name: string, of: ColumnCondition, language: Language): string {
  const people = of.texts.flatMap((text) => genders[text]?.[language] ?? []);
  return name === "gender" && people.length > 0
    ? orOf(people, language)
    : `${nameOf(name, language)} ${of.words(language)}`;
}

const toldAs = {
  text: "text",
  path: "text",
  list: "text",
  number: "number",
  "yes-no": "yes-no",
  date: "day",
  time: "day",
  gender: "text",
  presence: "yes-no",
} as const satisfies Record<ColumnType, Finding["as"]>;

/** What is told of a column. */
function toldOf(name: string, type: ColumnType, features: Features): Expression {
  const { day } = subject(name, features);
  if (type === "presence") return surely(day);
  return type === "list" ? call("array_to_string", day, value(", ")) : day;
}

/** A column that is asked about. */
interface AskedColumn {
  readonly name: string;
  readonly type: ColumnType;
  readonly condition: ColumnCondition;
}

const schema = (workspace: Workspace): z.ZodType<readonly AskedColumn[]> => {
  const types = Object.entries(columnTypes(workspace));
  return strict(
    Object.fromEntries(types.map(([name, type]) => [name, columnCondition(type).optional()])),
  )
    .transform((of) =>
      types.flatMap(([name, type]) => {
        const condition = of[name];
        return condition === undefined ? [] : [{ name, type, condition }];
      }),
    )
    .refine((asked) => asked.length > 0, { error: "name at least one column" });
};

/** `profile: { gender: f, interests: { any: [cats, dogs] } }`: all given conditions hold. */
export const profile = ruleKind<readonly AskedColumn[]>("profile", {
  schema: ({ workspace }) => schema(workspace),
  expression: (asked, features) =>
    all(
      ...asked.map(({ name, condition }) =>
        condition.holds(subject(name, features), features.clock),
      ),
    ),
  finds: (asked, features) =>
    asked.map(({ name, type, condition }) => ({
      what: (language) => nameOf(name, language),
      of: toldOf(name, type, features),
      as: toldAs[type],
      needs: condition.words,
    })),
  words: (asked, language) =>
    asked.map(({ name, condition }) => conditionWords(name, condition, language)).join(", "),
  asks: (asked) =>
    asked.map(({ name, condition }) => ({
      dataset: "customers",
      column: name,
      texts: condition.texts,
    })),
});
