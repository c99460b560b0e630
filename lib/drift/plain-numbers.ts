/** Numbers as findings write them: `20,000`, `63.8%`. */
const counts = new Intl.NumberFormat("en");
const shares = new Intl.NumberFormat("en", { style: "percent", maximumFractionDigits: 1 });

export const count = (of: number): string => counts.format(of);
export const share = (of: number): string => shares.format(of);

/** `1 member`, `2 members`. */
export const counted = (of: number, noun: string): string =>
  `${count(of)} ${noun}${of === 1 ? "" : "s"}`;
