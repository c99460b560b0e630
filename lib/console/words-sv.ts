import { html } from "./html.ts";
import type { Html } from "./html.ts";
import { plural, splitReason } from "./words.ts";
import type { Words } from "./words.ts";

const by = plural("sv");

function reasonOf(code: string): Html {
  const { column, fault } = splitReason(code);
  const name = html`<code>${column}</code>`;
  if (fault === "missing") return html`${name} saknas`;
  if (fault === "unreadable") return html`${name} går inte att läsa`;
  if (fault === "unknown") return html`${name} är okänt`;
  if (fault === "too-long") return html`${name} är för långt`;
  if (code === "row-ragged") return html`Raden har fler eller färre kolumner än rubriken`;
  if (code === "row-quoted-badly") return html`Radens citattecken stämmer inte`;
  return html`<code>${code}</code>`;
}

/** The page in Swedish. */
export const swedish: Words = {
  language: "sv",
  skip: "Hoppa till innehållet",
  nightlyReport: "Körningens rapport",
  lead: {
    finished: (time) => `Körningen blev klar kl. ${time}.`,
    failed: (time) => `Körningen avbröts kl. ${time}.`,
    inSync: (synced, all, n) =>
      by(
        n,
        `${synced} av ${all} målgrupper motsvarar sitt segment exakt`,
        `${synced} av ${all} målgrupper motsvarar sina segment exakt`,
      ),
    allInSync: (all, n) =>
      by(
        n,
        "Målgruppen motsvarar sitt segment exakt",
        `Alla ${all} målgrupper motsvarar sina segment exakt`,
      ),
    noAudiences: "Inget segment skickas någonstans ännu",
    waiting: (text, n) => by(n, `${text} väntar på ditt beslut.`, `${text} väntar på ditt beslut.`),
    failedAudiences: (text, n) =>
      by(n, `${text} kunde inte skickas.`, `${text} kunde inte skickas.`),
    unused: (text, n) => by(n, `${text} fil användes inte.`, `${text} filer användes inte.`),
    findings: (text, n) =>
      by(n, `Kontrollerna gav ${text} observation.`, `Kontrollerna gav ${text} observationer.`),
    stillSafe: "Målgrupperna står kvar som de var, utan dem som måste bort.",
  },
  holds: {
    title: "Väntar på ditt beslut",
    note: "Målgruppen står kvar tills du beslutar.",
    none: "Inget att besluta",
    shrink: (name, share, change) => html`${name} skulle krympa ${share} (${change})`,
    grow: (name, share, change) => html`${name} skulle växa ${share} (${change})`,
    first: (name, members, n) =>
      html`${name} skulle skickas för första gången: ${members} ${by(n, "medlem", "medlemmar")}`,
    other: (name, change) => html`${name} skulle ändras (${change})`,
    anySize: "valfri storlek",
    stays: (destination, since) => html`Destination ${destination}, stoppad sedan ${since}.`,
    sameRules: "Definitionerna är desamma som i förra körningen: datan har ändrats.",
    changedRules: "Definitionerna har ändrats sedan förra körningen.",
    approve: "Godkänn: skicka ändringen",
    reject: "Avvisa: behåll det som är",
  },
  data: {
    title: "Data",
    nothing: "Inga filer har kommit sedan förra körningen.",
    allUsed: (text, n) =>
      by(n, `${text} fil kom in och användes.`, `${text} filer kom in och användes.`),
    someUsed: (used, all) => `${used} av ${all} filer användes.`,
    unused: (text, n) => html`<b>${text} ${by(n, "fil", "filer")}</b> användes inte`,
    rejected: (rows, n) => html`<b>${rows} ${by(n, "rad", "rader")}</b> avvisades`,
    quarantine: "Avvisade rader ligger i karantän i 7 dagar, med radnummer och orsak.",
    late: "Data är försenad",
  },
  findings: {
    title: "Observationer",
    notChecked: "Inget kontrollerades: körningen avbröts innan dess.",
    none: "Inga observationer.",
    matching: (text, n) => by(n, `${text} kontroll stämmer.`, `${text} kontroller stämmer.`),
    check: {
      store: "Medlemstabellen",
      ledger: "Vår bokföring",
      platform: "Plattformens egen siffra",
      freshness: "Datans aktualitet",
    },
    unknown: "okänt ännu",
  },
  night: {
    title: "Körningen i siffror",
    customers: "Kunder",
    sent: "Skickat",
    sentTo: (accounts, requests, n) =>
      `till ${accounts} ${by(n, "annonskonto", "annonskonton")}, anrop: ${requests}`,
    nothingSent: "inget behövde skickas",
    withdrawn: "Samtycke återkallat",
    withdrawnNote: "borttagna före allt annat",
    erasures: "Raderingar",
    rows: "Rader",
    rowsNote: (accepted, rejected, skipped) =>
      `${accepted} godkända, ${rejected} avvisade, ${skipped} ej använda`,
    duration: "Tid",
    usually: (length) => `vanligen ${length}`,
    written: "Skrivet",
    writtenNote: "ändrade kunder i medlemstabellen",
  },
  files: {
    title: "Kvitton",
    note: "rader = godkända + avvisade + ej använda",
    file: "Fil",
    rows: "Rader",
    accepted: "= godkänd",
    rejected: "+ avvisad",
    skipped: "+ ej använd",
    state: "Läge",
    uncounted: "går inte att räkna",
    status: {
      accepted: "godkänd",
      rejected: "avvisad helt",
      held: "väntar: olik tidigare filer",
      duplicate: "samma fil som förut",
      "taken-back": "återtagen",
    },
    partly: "delvis godkänd",
    reasonsTitle: "Utelämnade rader och varför",
    reason: "Orsak",
    lines: "Första raderna",
    dataset: {
      customers: "Kunder",
      orders: "Order",
      events: "Händelser",
      feedback: "Respons",
      referrals: "Rekommendationer",
      consents: "Samtycken",
      products: "Produkter",
      places: "Platser",
      objections: "Invändningar",
      erasures: "Raderingar",
    },
    more: (text, n) => by(n, `och ${text} fil till`, `och ${text} filer till`),
    reasonOf,
  },
  segments: {
    title: "Segment",
    note: "vem som ingår och hur storleken ändrats sedan förra körningen",
    fromRun: (run) => html`Storlekarna är från körning ${run}: den här körningen räknade inga.`,
    segment: "Segment",
    trend: "Körningar hittills",
    size: "Storlek",
    entered: "In",
    left: "Ut",
    net: "Netto",
    none: "Inga segment är definierade ännu.",
  },
  audiences: {
    title: "Målgrupper",
    note: "ett segment på ett annonskonto",
    audience: "Målgrupp",
    state: "Läge",
    eligible: "Kan skickas",
    ledger: "I vår bokföring",
    platform: "Plattformen uppger",
    added: "Tillagda",
    removed: "Borttagna",
    states: {
      "in-sync": "i fas",
      held: "stoppad",
      failed: "kunde inte skickas",
      behind: "inte färdigskickad",
      paused: "pausad",
      "not-pushed": "inte skickad i den här körningen",
      retiring: "används inte längre",
    },
    funnelTitle: "Från segment till målgrupp",
    funnelNote: "varje medlem förklarad",
    inSegment: "I segmentet",
    members: "Medlemmar",
    withheld: {
      erased: "raderad",
      "no-consent": "inget reklamsamtycke",
      minor: "minderårig",
      excluded: "utesluten av segmentet",
      "other-group": "i en målgrupp med högre rang",
      holdout: "i kontrollgruppen",
      "no-identifier": "ingen identifierare",
    },
    noFunnel: "Vem som kan skickas räknades inte ut i den här körningen.",
    reports: (platform) => `${platform} uppger`,
    notCounted: "inte räknad ännu",
    tooSmall: "för liten för att visas",
    unusable: "kan inte användas",
    notAsked: "inte tillfrågad ännu",
    moved: (added, removed) => `${added} tillagda, ${removed} borttagna`,
    nothingMoved: "ingen tillagd eller borttagen",
    withdrawn: (text) => `varav ${text} återkallade sitt samtycke`,
    unchanged: (text) => `${text} oförändrade`,
    requests: (text) => `${text} anrop`,
    invalid: (text, n) =>
      by(n, `plattformen avvisade ${text} rad`, `plattformen avvisade ${text} rader`),
    pending: (add, remove) => `Rader som väntar: ${add} att lägga till, ${remove} att ta bort.`,
    heldBy: (hold) => html`Stoppad av ${hold}.`,
    failed: "Plattformen tog inte emot:",
  },
  computed: (moment, run, definitions) =>
    html`Beräknat ${moment} i körning ${run} · definitioner ${definitions}`,
};
