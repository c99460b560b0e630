const BANDS = [
  "20_TO_30",
  "31_TO_40",
  "41_TO_50",
  "51_TO_60",
  "61_TO_70",
  "71_TO_80",
  "81_TO_90",
  "91_TO_100",
];

/** The band of a match rate, as both APIs name it behind their prefix; UNKNOWN of nobody. */
export function matchRange(matched: number, sent: number): string {
  if (sent === 0) return "UNKNOWN";
  const percent = Math.round((matched / sent) * 100);
  if (percent < 20) return "LESS_THAN_20";
  return BANDS[Math.max(0, Math.ceil((percent - 30) / 10))] ?? "UNKNOWN";
}
