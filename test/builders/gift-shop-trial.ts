import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { dialled, giftShopPeople, googleEmail, isMinor, metaEmail } from "./gift-shop-people.ts";
import type { GiftShopPerson } from "./gift-shop-people.ts";
import { runBin } from "./run-bin.ts";

const shared = path.join(import.meta.dirname, "../../../shared");
/** Where the data and the workspace are, if this machine has them. */
export const giftShop = {
  data: path.join(shared, "data/online-retail"),
  workspace: path.join(shared, "workspaces/online-retail"),
};

/** The day of the run. */
const giftShopDay = "2011-12-10";

export type MetaMember = Readonly<Record<string, string>>;
export interface GoogleMember {
  readonly emails: readonly string[];
  readonly phones: readonly string[];
  readonly address: Readonly<Record<string, string>> | null;
  readonly consent: Readonly<Record<string, string>>;
}
interface Dump {
  readonly meta: { readonly audiences: readonly { name: string; members: MetaMember[] }[] };
  readonly google: { readonly lists: readonly { name: string; members: GoogleMember[] }[] };
}
export interface ToldAudience {
  readonly id: string;
  readonly eligible: number;
  readonly added: number;
  readonly withheld: Readonly<Record<string, number>>;
}
interface Told {
  readonly run: string;
  readonly files: readonly Readonly<Record<string, unknown>>[];
  readonly segments: readonly { readonly id: string; readonly size: number }[];
  readonly audiences: readonly ToldAudience[];
  readonly drift: readonly { readonly check: string; readonly status: string }[];
  readonly writes: { readonly dynamodb: number };
}

/** `audience try` on the Online Retail data, in a process of its own: what it said and what it left. */
export interface GiftShopTrial {
  readonly told: Told;
  readonly state: string;
  readonly people: ReadonlyMap<string, GiftShopPerson>;
  /** Customer ids of a segment, from its CSV. */
  membersOf(segment: string): readonly string[];
  /** Members who consent, whose e-mail and phone nobody refused under another record, and who are adults. */
  mayBePushed(segment: string): readonly GiftShopPerson[];
  /** What arrived, by the audience's name at the platform. */
  atMeta(name: string): readonly MetaMember[];
  atGoogle(name: string): readonly GoogleMember[];
  allAtMeta(): readonly MetaMember[];
  allAtGoogle(): readonly GoogleMember[];
  clear(): void;
}

const files = {
  orders: "online_retail_2010-2011.csv.gz",
  customers: "customers.csv.gz",
  consents: "consents.csv.gz",
};

const contactsOf = (one: GiftShopPerson): readonly string[] =>
  [metaEmail(one), googleEmail(one), dialled(one)].flatMap((contact) => contact ?? []);

/** Customers whose e-mail or phone also stands in the record of somebody who does not consent. */
function refusedElsewhere(people: Iterable<GiftShopPerson>): ReadonlySet<string> {
  const all = [...people];
  const refusals = new Map<string, string[]>();
  for (const one of all.filter(({ consents }) => !consents)) {
    for (const contact of contactsOf(one))
      refusals.set(contact, [...(refusals.get(contact) ?? []), one.id]);
  }
  const isRefused = (one: GiftShopPerson): boolean =>
    contactsOf(one).some((contact) => refusals.get(contact)?.some((id) => id !== one.id));
  return new Set(all.filter(isRefused).map(({ id }) => id));
}

/** Runs it. Throws with what it wrote when it does not end with 0. */
export async function tryGiftShop(): Promise<GiftShopTrial> {
  const root = mkdtempSync(path.join(tmpdir(), "online-retail-"));
  const at = (...names: string[]): string => path.join(root, ...names);
  for (const [dataset, file] of Object.entries(files)) {
    mkdirSync(at("data", dataset), { recursive: true });
    symlinkSync(path.join(giftShop.data, file), at("data", dataset, file));
  }
  const { code, stdout, stderr } = await runBin("try", {
    workspace: giftShop.workspace,
    data: at("data"),
    now: `${giftShopDay}T00:00:00Z`,
    state: at("state"),
    members: at("members"),
    "sandbox-dump": at("dump.json"),
    json: true,
  });
  if (code !== 0) throw new Error(`it ended with ${code}: ${stderr}`);
  const dump: Dump = JSON.parse(readFileSync(at("dump.json"), "utf8"));
  const people = giftShopPeople(giftShop.data);
  const elsewhere = refusedElsewhere(people.values());
  const membersOf = (segment: string): readonly string[] =>
    readFileSync(at("members", `${segment}.csv`), "utf8")
      .trimEnd()
      .split("\n")
      .slice(1);
  return {
    told: JSON.parse(stdout),
    state: at("state"),
    people,
    membersOf,
    mayBePushed: (segment) =>
      membersOf(segment)
        .flatMap((id) => people.get(id) ?? [])
        .filter((one) => one.consents && !elsewhere.has(one.id) && !isMinor(one, giftShopDay)),
    atMeta: (name) => dump.meta.audiences.find((one) => one.name === name)?.members ?? [],
    atGoogle: (name) => dump.google.lists.find((one) => one.name === name)?.members ?? [],
    allAtMeta: () => dump.meta.audiences.flatMap(({ members }) => members),
    allAtGoogle: () => dump.google.lists.flatMap(({ members }) => members),
    clear: () => rmSync(root, { recursive: true, force: true }),
  };
}
