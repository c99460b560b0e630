import { html } from "./html.ts";
import type { Html } from "./html.ts";
import { plural, splitReason } from "./words.ts";
import type { Words } from "./words.ts";

const by = plural("fi");

function reasonOf(code: string): Html {
  const { column, fault } = splitReason(code);
  const name = html`<code>${column}</code>`;
  if (fault === "missing") return html`${name} puuttuu`;
  if (fault === "unreadable") return html`${name} ei ole luettavissa`;
  if (fault === "unknown") return html`${name} on tuntematon`;
  if (fault === "too-long") return html`${name} on liian pitkä`;
  if (code === "row-ragged") return html`Rivillä on eri määrä sarakkeita kuin otsikossa`;
  if (code === "row-quoted-badly") return html`Rivin lainausmerkit eivät täsmää`;
  return html`<code>${code}</code>`;
}

/** The page in Finnish. */
export const finnish: Words = {
  language: "fi",
  skip: "Siirry sisältöön",
  nightlyReport: "Ajon raportti",
  lead: {
    finished: (time) => `Ajo valmistui klo ${time}.`,
    failed: (time) => `Ajo keskeytyi klo ${time}.`,
    inSync: (synced, all, n) =>
      by(
        n,
        `${synced} yleisö (yhteensä ${all}) vastaa segmenttiään täsmälleen`,
        `${synced} yleisöä (yhteensä ${all}) vastaa segmenttiään täsmälleen`,
      ),
    allInSync: (all, n) =>
      by(
        n,
        "Yleisö vastaa segmenttiään täsmälleen",
        `Kaikki ${all} yleisöä vastaavat segmenttejään täsmälleen`,
      ),
    noAudiences: "Yhtään segmenttiä ei vielä lähetetä mihinkään",
    waiting: (text, n) => by(n, `${text} odottaa päätöstäsi.`, `${text} odottaa päätöstäsi.`),
    failedAudiences: (text, n) => by(n, `${text} jäi lähettämättä.`, `${text} jäi lähettämättä.`),
    unused: (text, n) =>
      by(n, `${text} tiedosto jäi käyttämättä.`, `${text} tiedostoa jäi käyttämättä.`),
    findings: (text, n) =>
      by(n, `Tarkistukset antoivat ${text} havainnon.`, `Tarkistukset antoivat ${text} havaintoa.`),
    stillSafe: "Yleisöt pysyvät ennallaan, ilman niitä joiden piti lähteä.",
  },
  holds: {
    title: "Odottaa päätöstäsi",
    note: "Yleisö pysyy ennallaan, kunnes päätät.",
    none: "Ei mitään päätettävää",
    shrink: (name, share, change) => html`${name} pienenisi ${share} (${change})`,
    grow: (name, share, change) => html`${name} kasvaisi ${share} (${change})`,
    first: (name, members, n) =>
      html`${name} lähetettäisiin ensimmäistä kertaa: ${members} ${by(n, "jäsen", "jäsentä")}`,
    other: (name, change) => html`${name} muuttuisi (${change})`,
    anySize: "mikä koko tahansa",
    stays: (destination, since) => html`Kohde ${destination}, pysäytetty ${since}.`,
    sameRules: "Määritelmät ovat samat kuin edellisessä ajossa: data on muuttunut.",
    changedRules: "Määritelmät ovat muuttuneet edellisen ajon jälkeen.",
    approve: "Hyväksy: lähetä muutos",
    reject: "Hylkää: pidä nykyinen",
  },
  data: {
    title: "Data",
    nothing: "Tiedostoja ei ole tullut edellisen ajon jälkeen.",
    allUsed: (text, n) =>
      by(
        n,
        `${text} tiedosto tuli ja otettiin käyttöön.`,
        `${text} tiedostoa tuli ja otettiin käyttöön.`,
      ),
    someUsed: (used, all, n) =>
      by(
        n,
        `${used} tiedosto (yhteensä ${all}) otettiin käyttöön.`,
        `${used} tiedostoa (yhteensä ${all}) otettiin käyttöön.`,
      ),
    unused: (text, n) => html`<b>${text} ${by(n, "tiedosto", "tiedostoa")}</b> jäi käyttämättä`,
    rejected: (rows, n) => html`<b>${rows} ${by(n, "rivi", "riviä")}</b> hylättiin`,
    quarantine: "Hylätyt rivit säilyvät karanteenissa 7 päivää rivinumeron ja syyn kanssa.",
    late: "Data on myöhässä",
  },
  findings: {
    title: "Havainnot",
    notChecked: "Mitään ei tarkistettu: ajo keskeytyi ennen sitä.",
    none: "Ei havaintoja.",
    matching: (text, n) => by(n, `${text} tarkistus täsmää.`, `${text} tarkistusta täsmää.`),
    check: {
      store: "Jäsentaulu",
      ledger: "Kirjanpitomme",
      platform: "Alustan oma luku",
      freshness: "Datan tuoreus",
    },
    unknown: "ei vielä tiedossa",
  },
  night: {
    title: "Ajo numeroina",
    customers: "Asiakkaita",
    sent: "Lähetetty",
    sentTo: (accounts, requests, n) =>
      `${accounts} ${by(n, "mainostilille", "mainostilille")}, pyyntöjä ${requests}`,
    nothingSent: "mitään ei tarvinnut lähettää",
    withdrawn: "Suostumus peruttu",
    withdrawnNote: "poistettu alustoilta ennen muuta",
    erasures: "Tietojen poistoja",
    rows: "Rivejä",
    rowsNote: (accepted, rejected, skipped) =>
      `${accepted} hyväksytty, ${rejected} hylätty, ${skipped} ei käytetty`,
    duration: "Kesto",
    usually: (length) => `tavallisesti ${length}`,
    written: "Kirjoitettu",
    writtenNote: "muuttunutta asiakasta jäsentauluun",
  },
  files: {
    title: "Kuitit",
    note: "rivit = hyväksytyt + hylätyt + käyttämättä jätetyt",
    file: "Tiedosto",
    rows: "Rivejä",
    accepted: "= hyväksytty",
    rejected: "+ hylätty",
    skipped: "+ ei käytetty",
    state: "Tila",
    uncounted: "ei laskettavissa",
    status: {
      accepted: "hyväksytty",
      rejected: "hylätty kokonaan",
      held: "odottaa: poikkeaa aiemmista",
      duplicate: "sama tiedosto aiemmin",
      "taken-back": "peruttu",
    },
    partly: "osin hyväksytty",
    reasonsTitle: "Pois jätetyt rivit ja syyt",
    reason: "Syy",
    lines: "Ensimmäiset rivit",
    dataset: {
      customers: "Asiakkaat",
      orders: "Tilaukset",
      events: "Tapahtumat",
      feedback: "Palautteet",
      referrals: "Suosittelut",
      consents: "Suostumukset",
      products: "Tuotteet",
      places: "Paikat",
      objections: "Vastustukset",
      erasures: "Tietojen poistot",
    },
    more: (text, n) => by(n, `ja ${text} muu tiedosto`, `ja ${text} muuta tiedostoa`),
    reasonOf,
  },
  segments: {
    title: "Segmentit",
    note: "ketkä kuuluvat ja miten koko muuttui edellisestä ajosta",
    fromRun: (run) => html`Koot ovat ajosta ${run}: tämä ajo ei laskenut niitä.`,
    segment: "Segmentti",
    trend: "Ajot tähän asti",
    size: "Koko",
    entered: "Tuli",
    left: "Lähti",
    net: "Netto",
    none: "Segmenttejä ei ole vielä määritelty.",
  },
  audiences: {
    title: "Yleisöt",
    note: "yksi segmentti yhdellä mainostilillä",
    audience: "Yleisö",
    state: "Tila",
    eligible: "Kelpaa",
    ledger: "Kirjanpidossamme",
    platform: "Alusta ilmoittaa",
    added: "Lisätty",
    removed: "Poistettu",
    states: {
      "in-sync": "ajan tasalla",
      held: "pysäytetty",
      failed: "jäi lähettämättä",
      behind: "lähetys kesken",
      paused: "tauolla",
      "not-pushed": "ei lähetetty tässä ajossa",
      retiring: "ei enää käytössä",
    },
    funnelTitle: "Segmentistä yleisöön",
    funnelNote: "jokainen jäsen selitettynä",
    inSegment: "Segmentissä",
    members: "Jäseniä",
    withheld: {
      erased: "tiedot poistettu",
      "no-consent": "ei mainoslupaa",
      minor: "alaikäinen",
      excluded: "segmentti sulkee pois",
      "other-group": "korkeamman sijan yleisössä",
      holdout: "verrokkiryhmässä",
      "no-identifier": "ei tunnistetta",
    },
    noFunnel: "Lähetettäviä ei selvitetty tässä ajossa.",
    reports: (platform) => `${platform} ilmoittaa`,
    notCounted: "ei vielä laskettu",
    tooSmall: "liian pieni näytettäväksi",
    unusable: "ei käytettävissä",
    notAsked: "ei vielä kysytty",
    moved: (added, removed) => `lisätty ${added}, poistettu ${removed}`,
    nothingMoved: "ketään ei lisätty eikä poistettu",
    withdrawn: (text) => `joista ${text} perui suostumuksensa`,
    unchanged: (text) => `ennallaan ${text}`,
    requests: (text, n) => by(n, `${text} pyyntö`, `${text} pyyntöä`),
    invalid: (text, n) => by(n, `alusta torjui ${text} rivin`, `alusta torjui ${text} riviä`),
    pending: (add, remove) => `Rivejä odottaa: ${add} lisättävää, ${remove} poistettavaa.`,
    heldBy: (hold) => html`Pysäytys ${hold}.`,
    failed: "Alusta ei ottanut vastaan:",
  },
  computed: (moment, run, definitions) =>
    html`Laskettu ${moment} ajossa ${run} · määritelmät ${definitions}`,
};
