import * as z from "zod";
import { all, callWhere, column, equal, known, not, surely, value } from "../../sql/expression.ts";
import type { Expression } from "../../sql/expression.ts";
import { slug, strict, yesNo } from "../../workspace/yaml-schemas.ts";
import type { Features } from "../features.ts";
import type { Language, Phrase } from "../language.ts";
import { consents } from "../rows.ts";
import { ruleKind } from "../rule-kind.ts";

/** What may be asked of a purpose: yes, no, or whether anything stands. */
type Wanted = "yes" | "no" | "known" | "not-known";

const wanted: z.ZodType<Wanted> = z.union([
  yesNo,
  strict({ known: yesNo }).transform((of) => (of.known === "yes" ? "known" : "not-known")),
]);

type ConsentRule = Readonly<Record<string, Wanted>>;

/** Whether the consent is granted; unknown where nothing stands. */
const granted = (purpose: string, features: Features): Expression =>
  features.gather(
    consents,
    purpose,
    callWhere("bool_or", equal(column("purpose"), value(purpose)), column("granted")),
  );

function holds(of: Expression, asked: Wanted): Expression {
  switch (asked) {
    case "yes":
      return surely(of);
    case "no":
      return not(surely(of));
    case "known":
      return known(of);
    case "not-known":
      return not(known(of));
  }
}

const wantedWords: Readonly<Record<Wanted, Phrase>> = {
  yes: { en: "granted", fi: "annettu", sv: "givet" },
  no: { en: "not granted", fi: "ei annettu", sv: "inte givet" },
  known: { en: "granted or refused", fi: "annettu tai kielletty", sv: "givet eller nekat" },
  "not-known": { en: "never asked", fi: "ei kysytty", sv: "inte tillfrågat" },
};
const consentTo: Phrase = { en: "consent to", fi: "suostumus:", sv: "samtycke till" };

/** `consent to email not granted`, `suostumusta ei annettu: email`. */
const asWords: Readonly<Record<Wanted, (purpose: string) => Phrase>> = {
  yes: (purpose) => ({
    en: `consent to ${purpose} granted`,
    fi: `suostumus annettu: ${purpose}`,
    sv: `samtycke till ${purpose} givet`,
  }),
  no: (purpose) => ({
    en: `consent to ${purpose} not granted`,
    fi: `suostumusta ei annettu: ${purpose}`,
    sv: `samtycke till ${purpose} inte givet`,
  }),
  known: (purpose) => ({
    en: `consent to ${purpose} granted or refused`,
    fi: `suostumus annettu tai kielletty: ${purpose}`,
    sv: `samtycke till ${purpose} givet eller nekat`,
  }),
  "not-known": (purpose) => ({
    en: `no answer on consent to ${purpose}`,
    fi: `suostumuksesta ei tietoa: ${purpose}`,
    sv: `inget svar om samtycke till ${purpose}`,
  }),
};

const subject = (purpose: string, language: Language): string =>
  `${consentTo[language]} ${purpose}`;

/**
 * `consent: { email: no }`: as the consents stand at the run's clock. yes: granted; no: not granted, that is
 * refused or never asked; `{ known: no }`: nothing stands, neither a yes nor a no. Never unknown.
 */
export const consent = ruleKind<ConsentRule>("consent", {
  schema: () =>
    z.record(slug, wanted).refine((of) => Object.keys(of).length > 0, {
      error: "write a purpose and yes or no, such as email: no",
    }),
  expression: (rule, features) =>
    all(
      ...Object.entries(rule).map(([purpose, asked]) => holds(granted(purpose, features), asked)),
    ),
  finds: (rule, features) =>
    Object.entries(rule).map(([purpose, asked]) => ({
      what: (language) => subject(purpose, language),
      of: granted(purpose, features),
      as: "yes-no",
      needs: (language) => wantedWords[asked][language],
    })),
  words: (rule, language) =>
    Object.entries(rule)
      .map(([purpose, asked]) => asWords[asked](purpose)[language])
      .join(", "),
  asks: (rule) => [{ dataset: "consents", column: "purpose", texts: Object.keys(rule) }],
});
