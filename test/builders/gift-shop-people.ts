import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { gunzipSync } from "node:zlib";

/**
 * The people of the Online Retail data, read and hashed here in the plainest way, from the platforms'
 * published rules: so that what the product sends is judged by something that shares no code with it.
 */
export interface GiftShopPerson {
  readonly id: string;
  readonly email: string;
  readonly phone: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly postalCode: string;
  readonly city: string;
  readonly country: string;
  readonly birthDate: string;
  readonly consents: boolean;
}

/** SHA-256 in small hex digits. */
export const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

function recordsOf(file: string): readonly Record<string, string>[] {
  const text = gunzipSync(readFileSync(file)).toString("utf8");
  if (text.includes('"')) throw new Error(`${file} has quotes: read it with a real CSV reader`);
  const [header = "", ...lines] = text.trimEnd().split(/\r?\n/);
  const names = header.split(",");
  return lines.map((line) => {
    const cells = line.split(",");
    if (cells.length !== names.length) throw new Error(`${file} has a ragged line`);
    return Object.fromEntries(names.map((name, at) => [name, cells[at] ?? ""]));
  });
}

/** Who says yes to advertising by their newest row; at the same moment a no weighs more. */
function consenting(file: string): ReadonlySet<string> {
  const newest = new Map<string, { readonly at: string; readonly yes: boolean }>();
  for (const row of recordsOf(file)) {
    if (row["purpose"] !== "advertising") continue;
    const { customer_id: id = "", at = "", granted } = row;
    const before = newest.get(id);
    const wins = before === undefined || at > before.at || (at === before.at && granted === "no");
    if (wins) newest.set(id, { at, yes: granted === "yes" });
  }
  return new Set([...newest].filter(([, { yes }]) => yes).map(([id]) => id));
}

/** Everybody, by customer id. */
export function giftShopPeople(folder: string): ReadonlyMap<string, GiftShopPerson> {
  const yes = consenting(path.join(folder, "consents.csv.gz"));
  return new Map(
    recordsOf(path.join(folder, "customers.csv.gz")).map((row) => {
      const id = row["customer_id"] ?? "";
      const person: GiftShopPerson = {
        id,
        email: row["email"] ?? "",
        phone: row["phone"] ?? "",
        firstName: row["first_name"] ?? "",
        lastName: row["last_name"] ?? "",
        postalCode: row["postal_code"] ?? "",
        city: row["city"] ?? "",
        country: row["country"] ?? "",
        birthDate: row["birth_date"] ?? "",
        consents: yes.has(id),
      };
      return [id, person];
    }),
  );
}

const usable = (email: string): boolean => /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(email);

/** Meta: trimmed, small letters. */
export function metaEmail({ email }: GiftShopPerson): string | undefined {
  const small = email.trim().toLowerCase();
  return usable(small) ? sha256(small) : undefined;
}

/** Google: the same, and at gmail without dots and what follows a plus. */
export function googleEmail({ email }: GiftShopPerson): string | undefined {
  const small = email.trim().toLowerCase();
  if (!usable(small)) return undefined;
  const [local = "", domain = ""] = small.split("@");
  const isGmail = domain === "gmail.com" || domain === "googlemail.com";
  return sha256(isGmail ? `${local.replace(/\+.*/, "").replaceAll(".", "")}@${domain}` : small);
}

const dialCodes: Readonly<Record<string, string>> = {
  GB: "44",
  FI: "358",
  SE: "46",
  NO: "47",
  DK: "45",
};

/** Digits with the country's dialling code; undefined for countries that the test does not know, and for stubs. */
export function dialled({ phone, country }: GiftShopPerson): string | undefined {
  const code = dialCodes[country];
  const digits = phone.replace("(0)", "").replaceAll(/\D/g, "");
  if (code === undefined || digits.length < 6) return undefined;
  if (phone.trim().startsWith("+")) return digits;
  if (digits.startsWith("00")) return digits.slice(2);
  return code + digits.replace(/^0/, "");
}

/** Under 18 on a day; nobody knows of those without a birth date. */
export const isMinor = ({ birthDate }: GiftShopPerson, day: string): boolean =>
  birthDate !== "" && birthDate > `${Number(day.slice(0, 4)) - 18}${day.slice(4)}`;
