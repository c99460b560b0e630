/** Numbers and times as the reader writes them. */
export interface Formats {
  /** `1,204` · `1 204` */
  readonly count: (of: number) => string;
  /** `+388`, `−341`, `0` */
  readonly signed: (of: number) => string;
  /** 0–1: `62.9%` · `62,9 %` */
  readonly share: (of: number) => string;
  /** `600–700` */
  readonly range: (low: number, high: number) => string;
  /** `Tuesday 24 November 2026` · `Tiistai 24.11.2026` */
  readonly day: (iso: string) => string;
  /** `03:07` · `3.07` */
  readonly time: (iso: string) => string;
  /** `24 Nov 2026 at 03:07` */
  readonly moment: (iso: string) => string;
  /** `7 min 06 s` */
  readonly duration: (seconds: number) => string;
}

const numeric = { day: "numeric", month: "numeric", year: "numeric" } as const;

const locales = {
  en: {
    locale: "en-GB",
    hour: "h",
    at: "at",
    long: { day: "numeric", month: "long", year: "numeric" },
    short: { day: "numeric", month: "short", year: "numeric" },
  },
  fi: { locale: "fi-FI", hour: "t", at: "klo", long: numeric, short: numeric },
  sv: { locale: "sv-FI", hour: "h", at: "kl.", long: numeric, short: numeric },
} as const;

/** Languages that the page speaks. */
export type PageLanguage = keyof typeof locales;

/** The page's language for a workspace's language: English where we have no words. */
export const pageLanguage = (language: string): PageLanguage =>
  language === "fi" || language === "sv" ? language : "en";

/** A true minus instead of a hyphen: some locales' numbers have it already. */
const minus = (text: string): string => text.replaceAll("-", "\u2212");

const capital = (text: string): string => text.slice(0, 1).toLocaleUpperCase() + text.slice(1);

function duration(seconds: number, fine: Intl.NumberFormat, hour: string): string {
  if (seconds < 10) return `${fine.format(seconds)} s`;
  const whole = Math.round(seconds);
  const [hours, minutes, rest] = [
    Math.floor(whole / 3600),
    Math.floor(whole / 60) % 60,
    whole % 60,
  ];
  if (hours > 0) return `${hours} ${hour} ${minutes} min`;
  return minutes > 0 ? `${minutes} min ${String(rest).padStart(2, "0")} s` : `${rest} s`;
}

/** Formats of a language, with times in the workspace's zone. */
export function formatsOf(language: PageLanguage, timeZone: string): Formats {
  const { locale, hour, at, long, short } = locales[language];
  const counts = new Intl.NumberFormat(locale);
  const signs = new Intl.NumberFormat(locale, { signDisplay: "exceptZero" });
  const shares = new Intl.NumberFormat(locale, {
    style: "percent",
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  });
  const fine = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const dates = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(locale, { ...options, timeZone });
    return (iso: string) => format.format(new Date(iso));
  };
  const [weekday, time] = [dates({ weekday: "long" }), dates({ timeStyle: "short" })];
  const [longDate, shortDate] = [dates(long), dates(short)];
  return {
    count: (of) => minus(counts.format(of)),
    signed: (of) => minus(signs.format(of)),
    share: (of) => minus(shares.format(of)),
    range: (low, high) =>
      low === high ? counts.format(low) : `${counts.format(low)}–${counts.format(high)}`,
    day: (iso) => capital(`${weekday(iso)} ${longDate(iso)}`),
    time,
    moment: (iso) => `${shortDate(iso)} ${at} ${time(iso)}`,
    duration: (seconds) => duration(seconds, fine, hour),
  };
}
