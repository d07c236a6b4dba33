const LOCALE = "en";
const count = new Intl.NumberFormat(LOCALE);
const moment = new Intl.DateTimeFormat(LOCALE, { dateStyle: "medium", timeStyle: "short" });
const day = new Intl.DateTimeFormat(LOCALE, { month: "short", day: "numeric" });
const relative = new Intl.RelativeTimeFormat(LOCALE, { numeric: "auto", style: "short" });

/** `12,345` */
export function formatCount(n: number): string {
  return count.format(n);
}

/** `517 B`, `18 kB`, `1.2 MB`: powers of a thousand. */
export function formatBytes(bytes: number): string {
  for (const [unit, size] of [
    ["GB", 1e9],
    ["MB", 1e6],
    ["kB", 1e3],
  ] as const) {
    if (bytes >= size) return `${(bytes / size).toFixed(bytes < 10 * size ? 1 : 0)} ${unit}`;
  }
  return `${bytes} B`;
}

/** A share as a person reads it: `0%`, `<1%` for what is rare but there, whole per cents above, never `100%` for almost all. */
export function formatPercent(part: number, whole: number): string {
  if (whole === 0 || part === 0) return "0%";
  const percent = (100 * part) / whole;
  return percent < 1 ? "<1%" : `${Math.floor(percent)}%`;
}

/** Milliseconds as `8 ms`, `1.2 s`, `2 min`. */
export function formatDuration(milliseconds: number): string {
  if (milliseconds < 1_000) return `${Math.max(1, Math.round(milliseconds))} ms`;
  if (milliseconds < 60_000) return `${(milliseconds / 1_000).toFixed(1)} s`;
  return `${Math.round(milliseconds / 60_000)} min`;
}

/** A point in time in the reader's time zone. */
export function formatMoment(instant: string): string {
  return moment.format(new Date(instant));
}

/** `14:30`, what a clock in this time zone shows. */
export function formatHour(instant: Date, timeZone: string): string {
  return new Intl.DateTimeFormat("en-GB", { timeZone, hour: "2-digit", minute: "2-digit" }).format(instant);
}

/** `Nov 20`, in the reader's time zone. */
export function formatDay(instant: string): string {
  return day.format(new Date(instant));
}

const STEPS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ["year", 31_557_600_000],
  ["month", 2_629_800_000],
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
];

/** How long before `now` (milliseconds since the epoch) the instant was: `now`, `5 min. ago`, `yesterday`. */
export function formatAge(instant: string, now: number): string {
  const distance = Date.parse(instant) - now;
  for (const [unit, size] of STEPS) {
    if (Math.abs(distance) >= size) return relative.format(Math.trunc(distance / size), unit);
  }
  return relative.format(0, "second");
}
