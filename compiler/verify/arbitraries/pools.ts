import { FIELD_INT } from "../../../dsl/binder/interval.ts";

/**
 * The values that generated programs and users share, few enough to meet: a comparison with a value nobody has says
 * nothing about the targets.
 */
export const AS_OF = Date.UTC(2026, 2, 1, 12, 34, 56, 789);

const SECOND = 1000;
const DAY = 86_400_000;

export const DURATIONS = [
  { text: "1s", ms: SECOND },
  { text: "5m", ms: 300 * SECOND },
  { text: "1h", ms: 3_600 * SECOND },
  { text: "1d", ms: DAY },
  { text: "7d", ms: 7 * DAY },
  { text: "250ms", ms: 250 },
] as const;

/** Last days of exceptions: over, in their last hours, and still open at `AS_OF`. */
export const LAST_DAYS = ["2026-02-28", "2026-03-01", "2026-03-02"] as const;

/** Moments around every boundary: of the windows, of UTC days, of days counted, and far away. None after `AS_OF`. */
export const MOMENTS: readonly number[] = [
  ...DURATIONS.flatMap(({ ms }) => [AS_OF - ms - 1, AS_OF - ms, AS_OF - ms + 1]),
  AS_OF,
  AS_OF - 1,
  Date.UTC(2026, 2, 1),
  Date.UTC(2026, 2, 1) - 1,
  Date.UTC(2026, 1, 28),
  Date.UTC(2026, 1, 22) - 1,
  Date.UTC(2024, 1, 29, 23, 59, 59, 999),
  Date.UTC(1999, 11, 31),
];

export const TEXTS = [
  "a",
  "admin",
  "Admin",
  "ADMIN@Mail.example",
  "a@b@c.example",
  "@",
  "né😀",
  "😀😀x",
  "a😀",
  "𝒳..1𝒴",
  "İstanbul",
  "ẞ",
  "100%_sure",
  "%",
  "%25252527x",
  "\\",
  'it\'s "quoted"',
  " tab\tand space ",
  "line\nbreak\n",
  "a..b--c",
  "2026 and 12345",
  "\u00a0nbsp\u00a0",
  "\u2003em\u2003",
  "\u3000",
  "bcdfg",
  "x",
] as const;

export const INTS = [0, 1, 2, 3, 5, 7, 200, 403, 404, 499, 500, 1000] as const;

/** Thirds and quarters are shares of few rows; the others lie beside them. */
export const PERCENTAGES = [0, 1, 25, 33, 34, 50, 66, 67, 80, 100] as const;

/** The ends of what a stored integer can be, and numbers whose products pass the safe integers. */
export const FIELD_EXTREMES = [FIELD_INT.high, FIELD_INT.low, 4_294_967_295, 3_037_000_500, 94_906_267] as const;

/** Where sums and products leave what both targets hold exactly. */
export const EXTREME_INTS = [
  Number.MAX_SAFE_INTEGER,
  Number.MAX_SAFE_INTEGER - 1,
  4_503_599_627_370_496,
  3_037_000_500,
  94_906_267,
] as const;

export const ADDRESSES = [
  "10.0.0.1",
  "10.255.255.255",
  "11.0.0.0",
  "203.0.113.7",
  "203.0.113.8",
  "0.0.0.0",
  "255.255.255.255",
  "2001:db8::1",
  "2001:db8:0:1::",
  "::1",
  "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
] as const;

export const NETWORKS = [
  "10.0.0.0/8",
  "203.0.113.0/29",
  "203.0.113.8/29",
  "255.255.255.255/32",
  "0.0.0.0/0",
  "2001:db8::/64",
  "2001:db8::/32",
  "ff00::/8",
  "::1/128",
] as const;

/** A few members of every enumeration. */
export const MEMBERS = {
  event_type: ["account_login", "account_login_fail", "page_view", "page_error", "field_edit"],
  http_method: ["get", "post", "delete"],
  device_type: ["desktop", "smartphone", "bot"],
  phone_type: ["mobile", "voip"],
  country: ["FR", "DE", "NO", "US"],
} as const;
