/** How the cells of a key look. `option` cells speak about the row and are not part of the member. */
export type KeyKind = "hash" | "device" | "text" | "value" | "option";

/** The keys of a multi-key upload (Custom Audiences guide, "Hashing and normalization", read 2026-09-12). */
export const KEYS: Readonly<Record<string, KeyKind>> = {
  EMAIL: "hash",
  PHONE: "hash",
  GEN: "hash",
  DOBY: "hash",
  DOBM: "hash",
  DOBD: "hash",
  FN: "hash",
  LN: "hash",
  FI: "hash",
  CT: "hash",
  ST: "hash",
  ZIP: "hash",
  COUNTRY: "hash",
  MADID: "device",
  EXTERN_ID: "text",
  LOOKALIKE_VALUE: "value",
  DATA_PROCESSING_OPTIONS: "option",
  DATA_PROCESSING_OPTIONS_COUNTRY: "option",
  DATA_PROCESSING_OPTIONS_STATE: "option",
};

/**
 * The filled cells of an uploaded row, e.g. `{ EMAIL: "<sha256>", COUNTRY: "<sha256>" }`.
 * Whoever makes one writes the keys in the order of `KEYS`, so that equal rows look equal.
 */
export type Cells = Readonly<Record<string, string>>;

const HASH = /^[a-f0-9]{64}$/;
const DEVICE = /^[a-f0-9]{8}(?:-[a-f0-9]{4}){3}-[a-f0-9]{12}$/;
const PHONE = /^\+?[\d\s().-]{7,20}$/;
const HASH_OF_NOTHING = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

/** A cell: what it says, or why it cannot be taken. An empty text says nothing. */
export type ReadCell =
  | { readonly ok: true; readonly cell: string }
  | { readonly ok: false; readonly why: string };

const good = (cell: string): ReadCell => ({ ok: true, cell });
const bad = (why: string): ReadCell => ({ ok: false, why });

function readHash(cell: unknown): ReadCell {
  if (typeof cell !== "string") return bad("is not text");
  if (cell === HASH_OF_NOTHING) return bad("is the hash of nothing");
  if (cell === "" || HASH.test(cell)) return good(cell);
  const raw = cell.includes("@") || PHONE.test(cell);
  return bad(
    raw ? "looks like plain contact data, a SHA-256 is due" : "is not a lower-case SHA-256",
  );
}

function readDevice(cell: unknown): ReadCell {
  if (typeof cell !== "string") return bad("is not text");
  return cell === "" || DEVICE.test(cell) ? good(cell) : bad("is not a lower-case device id");
}

function readValue(cell: unknown): ReadCell {
  if (cell === "") return good("");
  const value = typeof cell === "string" ? Number(cell) : cell;
  const fits = typeof value === "number" && Number.isFinite(value) && value >= 0;
  return fits ? good(String(value)) : bad("is not a number of 0 or more");
}

const READERS: Readonly<Record<KeyKind, (cell: unknown) => ReadCell>> = {
  hash: readHash,
  device: readDevice,
  text: (cell) => (typeof cell === "string" ? good(cell) : bad("is not text")),
  value: readValue,
  option: () => good(""),
};

/** Reads one cell of the named key, which must be one of `KEYS`. */
export const readCell = (key: string, cell: unknown): ReadCell =>
  READERS[KEYS[key] ?? "option"](cell);
