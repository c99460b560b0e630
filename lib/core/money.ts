/** An amount as written (300, 19.9) in cents, exactly; undefined with more than two decimals or past 2^53 cents. */
export function centsOf(amount: number): number | undefined {
  const [, sign = "", whole = "", fraction = ""] =
    /^(-?)(\d+)(?:\.(\d{1,2}))?$/.exec(String(amount)) ?? [];
  if (whole === "") return undefined;
  const cents = Number(whole) * 100 + Number(fraction.padEnd(2, "0"));
  if (!Number.isSafeInteger(cents)) return undefined;
  return sign === "-" ? -cents : cents;
}
