import type { Language, Phrase } from "../language.ts";

/**
 * What an advertising audience may not suggest about people:
 * - GDPR art. 9(1): racial or ethnic origin, political opinions, religious or philosophical beliefs, trade
 *   union membership, genetic data, health, sex life or sexual orientation. What lets one infer it counts too
 *   (EU Court of Justice, C-184/20, 2022-08-01), also in a web shop: ordering a pharmacy's medicines, prescribed
 *   or not, is data concerning health (C-21/23, 2024-10-04).
 * - Meta, Custom Audience reference (updated 2025-12-19, read 2026-11-22): since 2025-09-02 audiences that suggest
 *   health conditions ("arthritis", "diabetes") or financial status ("credit score", "high income") in name,
 *   description or rule are flagged (operation_status 471): then neither additions nor removals pass.
 * - Google Ads, Personalised advertising (support.google.com/adspolicy/answer/143465, read 2026-11-22): no
 *   customer lists by personal hardships (health, negative financial status) or by identity and belief (sexual
 *   orientation, politics, trade union, ethnicity, religion, being transgender).
 * Biometric data (art. 9) is left out: shops sell fingerprint locks, and no segment is made of fingerprints.
 */
export const sensitiveTopics = [
  "health",
  "money",
  "ethnicity",
  "religion",
  "politics",
  "sexuality",
  "union",
] as const;
export type SensitiveTopic = (typeof sensitiveTopics)[number];

const phrases: Readonly<Record<SensitiveTopic, Phrase>> = {
  health: { en: "health", fi: "terveys", sv: "hälsa" },
  money: {
    en: "money trouble or income",
    fi: "rahavaikeudet tai tulot",
    sv: "ekonomiska svårigheter eller inkomst",
  },
  ethnicity: { en: "ethnic origin", fi: "etninen alkuperä", sv: "etniskt ursprung" },
  religion: {
    en: "religion or belief",
    fi: "uskonto tai vakaumus",
    sv: "religion eller övertygelse",
  },
  politics: { en: "political opinion", fi: "poliittinen mielipide", sv: "politisk åsikt" },
  sexuality: {
    en: "sexuality or gender identity",
    fi: "seksuaalisuus tai sukupuoli-identiteetti",
    sv: "sexualitet eller könsidentitet",
  },
  union: {
    en: "trade union membership",
    fi: "ammattiliiton jäsenyys",
    sv: "medlemskap i fackförening",
  },
};

/** A topic in plain words: `money trouble or income`. */
export const topicWords = (topic: SensitiveTopic, language: Language): string =>
  phrases[topic][language];
