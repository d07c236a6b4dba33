import type { DataSet, Enrichment, ExpectedUser, ReplayStep, SensorFields } from "./data-set.ts";

/**
 * A data set of the same shape as the real one, small enough to be read: what the reference system concludes about these
 * users follows from its rules as `docs/parity.md` describes them. Only a few rules are compared: `COMPARED`.
 */
export const COMPARED: readonly string[] = [
  "A01",
  "A02",
  "A03",
  "B05",
  "B06",
  "B08",
  "B11",
  "B15",
  "B16",
  "B17",
  "B20",
  "C12",
  "D03",
  "D05",
  "E01",
  "E27",
  "E28",
  "I01",
  "I04",
  "I07",
  "I10",
  "I12",
  "P02",
  "P04",
  "R01",
];

const CHROME =
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36";
const BOT = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)";
const HOME = "91.10.20.30";
const SHARED = "91.10.20.31";
const TOR = "185.220.1.2";
const RELAY = "104.28.1.2";
const PRIVATE = "10.1.2.3";
const UNHEARD = "62.1.2.3";

const quiet = {
  tor: false,
  vpn: false,
  relay: false,
  starlink: false,
  hosting: false,
  blocklist: false,
  domains_count: [],
};
const enrichment: Enrichment = {
  ip: {
    [HOME]: { ...quiet, country: "DE", cidr: "91.10.20.0/24", asn: 64500, name: "Home" },
    [SHARED]: { ...quiet, country: "DE", cidr: "91.10.20.0/24", asn: 64500, name: "Home" },
    [TOR]: { ...quiet, tor: true, country: "NO", cidr: "185.220.1.0/24", asn: 64501, name: "Tor" },
    [RELAY]: { ...quiet, relay: true, country: "US", cidr: "104.28.1.0/24", asn: 64502, name: "Relay" },
    [UNHEARD]: { error: "Value is not found", value: UNHEARD },
  },
  email: { "anna@berg.example.com": { blockemails: false, data_breach: true, earliest_breach: "2025-01-01" } },
  phone: { "+84900000000": { invalid: false, iso_country_code: "VN", type: "mobile" } },
  domain: {},
};

const defaults = { userAgent: CHROME, browserLanguage: "de", httpCode: "200", url: "/start", httpReferer: "/" };
const CREATED = "2026-07-01 00:00:00.000";

function event(userName: string, eventTime: string, ipAddress: string, more: SensorFields = {}): ReplayStep {
  const created = "userCreated" in more ? {} : { userCreated: CREATED };
  return { type: "event", body: { ...defaults, ...created, userName, eventTime, ipAddress, ...more } };
}
function without(step: ReplayStep, field: string): ReplayStep {
  if (step.type !== "event") return step;
  return { ...step, body: Object.fromEntries(Object.entries(step.body).filter(([name]) => name !== field)) };
}

const refusedLogin = { eventType: "account_login_fail", httpCode: "401", url: "/login" };

const steps: readonly ReplayStep[] = [
  event("anna", "2026-11-10 10:00:00.000", HOME, { emailAddress: "Anna@berg.example.com" }),
  event("anna", "2026-11-10 10:05:00.000", HOME, { phoneNumber: "+84900000000" }),
  event("bert", "2026-11-20 10:00:00.000", HOME, refusedLogin),
  event("bert", "2026-11-20 10:01:00.000", HOME, refusedLogin),
  event("bert", "2026-11-20 10:02:00.000", HOME, refusedLogin),
  event("bert", "2026-11-20 10:03:00.000", HOME, refusedLogin),
  without(event("nobody", "2026-11-20 10:00:00.000", HOME), "userName"),
  event("carl", "2026-11-12 10:00:00.000", SHARED),
  { type: "action", action: "fraud", userName: "carl" },
  event("dora", "2026-11-13 10:00:00.000", SHARED),
  event("dora", "2026-11-13 10:10:00.000", TOR),
  event("emil", "2026-09-01 10:00:00.000", HOME, { userAgent: BOT }),
  event("emil", "2026-11-19 10:00:00.000", HOME, { userAgent: BOT }),
  without(event("fritz", "2026-05-01 10:00:00.000", RELAY), "userCreated"),
  event("gina", "2026-11-18 10:00:00.000", PRIVATE, { emailAddress: "gina(at)berg" }),
  event("hans", "2026-11-18 10:00:00.000", UNHEARD, { url: "/.git/config" }),
];

const none = { visit: 0, ip: 1, device: 1, country: 1, shared_ip: 0, shared_phone: 0 };
const session = (created: string, lastseen = created) => ({
  created,
  lastseen,
  total_visit: created === lastseen ? 1 : 2,
});
const ip = (address: string, country: number, asn: number | null, shared = 1) => ({
  ip: address,
  country,
  asn,
  checked: true,
  shared,
});

const expected: readonly ExpectedUser[] = [
  {
    userName: "anna",
    scores: {},
    fired: ["B15", "B17", "C12", "E27", "E28", "I04", "I10", "P02", "P04"],
    totals: { ...none, visit: 2, shared_ip: 1 },
    sessions: [session("2026-11-10T10:00:00", "2026-11-10T10:05:00")],
    ips: [ip(HOME, 85, 64500, 3)],
    context: { le_email: "anna@berg.example.com", ee_email: ["anna@berg.example.com"], lp_invalid: false },
  },
  {
    userName: "bert",
    scores: {},
    fired: ["B05", "B15", "B17", "C12", "I04", "I10"],
    totals: { ...none, visit: 4, shared_ip: 1 },
    sessions: [session("2026-11-20T10:00:00", "2026-11-20T10:03:00")],
    ips: [ip(HOME, 85, 64500, 3)],
    context: {},
  },
  {
    userName: "N/A",
    scores: {},
    fired: ["B11", "B17", "C12", "I10"],
    totals: { ...none, visit: 1 },
    sessions: [session("2026-11-20T10:00:00")],
    ips: [ip(HOME, 85, 64500, 4)],
    context: {},
  },
  {
    userName: "carl",
    scores: {},
    fired: ["B15", "B17", "C12", "I04", "R01"],
    totals: { ...none, visit: 1, shared_ip: 1 },
    sessions: [session("2026-11-12T10:00:00")],
    ips: [ip(SHARED, 85, 64500, 2)],
    context: {},
  },
  {
    userName: "dora",
    scores: {},
    fired: ["B15", "B20", "C12", "I01", "I04", "R01"],
    totals: { ...none, visit: 2, ip: 2, country: 2, shared_ip: 1 },
    sessions: [session("2026-11-13T10:00:00", "2026-11-13T10:10:00")],
    ips: [ip(SHARED, 85, 64500, 2), ip(TOR, 166, 64501)],
    context: {},
  },
  {
    userName: "emil",
    scores: {},
    fired: ["B15", "B17", "C12", "D03", "D05", "I04", "I10"],
    totals: { ...none, visit: 2, shared_ip: 1 },
    sessions: [session("2026-09-01T10:00:00"), session("2026-11-19T10:00:00")],
    ips: [ip(HOME, 85, 64500, 3)],
    context: {},
  },
  {
    userName: "fritz",
    scores: {},
    fired: ["B08", "B11", "B17", "I10"],
    totals: { ...none, visit: 1 },
    sessions: [session("2026-05-01T10:00:00")],
    ips: [ip(RELAY, 238, 64502)],
    context: {},
  },
  {
    userName: "gina",
    scores: {},
    fired: ["B15", "B17", "E28"],
    totals: { ...none, visit: 1 },
    sessions: [session("2026-11-18T10:00:00")],
    ips: [ip(PRIVATE, 0, 0)],
    context: { le_email: "broken@user.local", ee_email: ["broken@user.local"] },
  },
  {
    userName: "hans",
    scores: {},
    fired: ["B15", "B17", "I10"],
    totals: { ...none, visit: 1 },
    sessions: [session("2026-11-18T10:00:00")],
    ips: [{ ...ip(UNHEARD, 0, 64496), checked: false }],
    context: {},
  },
];

export const INVENTED: DataSet = {
  steps,
  expected,
  enrichment,
  userAgents: [
    { ua: CHROME, device: "desktop", browser_name: "Chrome", browser_version: "126.0", os_name: "Windows" },
    { ua: BOT, device: "bot", browser_name: null, browser_version: null, os_name: "Googlebot" },
  ],
  countries: new Map([
    [0, "N/A"],
    [85, "DE"],
  ]),
  asOf: Date.parse("2026-11-21T02:00:00.000Z"),
};
