import { expect, it } from "vitest";
import { createFacts } from "./create-facts.ts";
import { factsFileSchema } from "./facts-file.ts";

const offline = createFacts();

it("leaves unknown what no source tells, and says so", () => {
  const { values, unknown } = offline.ip("85.10.20.30");
  expect(values).toMatchObject({ country: null, tor: null, lan: false, checked: false });
  expect(unknown).toEqual([{ reason: "no_source", fields: expect.arrayContaining(["country", "tor"]) as unknown }]);
});

it("knows an address of nobody", () =>
  expect(offline.ip("192.168.0.1").values).toMatchObject({ lan: true, tor: false, country: null, checked: true }));

it.each([
  ["a@mailinator.com", { disposable: true, free: false, educational: null }],
  ["a@gmail.com", { disposable: false, free: true }],
  ["a@riseup.net", { free: true }],
  ["a@cs.ox.ac.uk", { educational: true, free: false }],
  ["not an address", { disposable: null, free: null, educational: null, mx: null }],
])("knows of %s", (address, values) => expect(offline.email(address).values).toMatchObject(values));

it.each([
  ["+4915112345678", { valid: true, country: "DE", type: "mobile" }],
  ["+12025550123", { valid: true, country: "US", type: "fixed_line_or_mobile" }],
  ["+1", { valid: false, country: null, type: null }],
  ["015112345678", { valid: null, country: null, type: null }],
  ["abc", { valid: null }],
])("knows of the number %s", (number, values) => expect(offline.phone(number).values).toMatchObject(values));

const chrome =
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.6478.61 Safari/537.36";
it.each([
  [
    chrome,
    { type: "desktop", browser: "Chrome", browser_version: "126.0", browser_major: 126, os: "Windows", bot: false },
  ],
  [chrome.replace("Safari/537.36", "Safari/537.36 Edg/126.0.0.0"), { browser: "Microsoft Edge", os: "Windows" }],
  [
    "Mozilla/5.0 (Linux; Android 13; Pixel 7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/121.0.0.0 Mobile Safari/537.36",
    { type: "smartphone", browser: "Chrome Mobile", os: "Android" },
  ],
  [
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.1 Safari/605.1.15",
    { type: "desktop", browser: "Safari", os: "Mac" },
  ],
  [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.1 Mobile/15E148 Safari/604.1",
    { type: "smartphone", browser: "Mobile Safari", os: "iOS" },
  ],
  [
    "Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:120.0) Gecko/20100101 Firefox/120.0",
    { type: "desktop", browser: "Firefox", os: "Ubuntu" },
  ],
  ["curl/8.4.0", { type: null, browser: "curl", browser_version: "8.4", os: null, bot: false }],
  [
    "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2; +https://openai.com/gptbot)",
    { type: "bot", bot: true, bot_name: "GPTBot", ai_bot: true, browser: null },
  ],
  [
    "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
    { type: "bot", bot_name: "BingBot", ai_bot: false },
  ],
  ["xyzzy", { type: null, browser: null, os: null, bot: false }],
  ["", { type: null, browser: null, os: null, bot: false }],
])("reads the user agent `%s`", (userAgent, values) => expect(offline.device(userAgent).values).toMatchObject(values));

it.each([null, "", " "])("knows nothing of the device of a user agent %j, not even that it is no bot", (userAgent) =>
  expect(offline.device(userAgent)).toMatchObject({
    known: [],
    unknown: [{ reason: "not_found", fields: expect.arrayContaining(["type", "bot", "ai_bot"]) as unknown }],
  }),
);

it("lays a file over what is known offline and names it as the source", () => {
  const file = factsFileSchema.parse({
    source: "lookups",
    asOf: "2026-11-20",
    ips: { "85.10.20.30": { country: "DE", tor: false, vpn: null } },
    domains: { "gmail.com": { rank: 3 } },
    emails: { "a@gmail.com": { breached: true, first_breach: "2020-01-02" } },
    userAgents: { xyzzy: { type: "tv" } },
  });
  const facts = createFacts({ files: [file] });
  expect(facts.ip("85.10.20.30")).toMatchObject({
    values: { country: "DE", tor: false, vpn: null, lan: false, checked: true },
    known: [{ source: "lookups", asOf: "2026-11-20", fields: ["country", "tor", "checked"] }, { fields: ["lan"] }],
    unknown: [{ reason: "no_source" }],
  });
  expect(facts.email("a@gmail.com").values).toMatchObject({ free: true, rank: 3, breached: true, checked: true });
  expect(facts.email("b@gmail.com").values).toMatchObject({ free: true, rank: 3, breached: null, checked: false });
  expect(facts.device("xyzzy").values).toMatchObject({ type: "tv", browser: null });
});

it("refuses a file with a fact that no rule can read", () =>
  expect(factsFileSchema.safeParse({ source: "x", ips: { "1.2.3.4": { country: "EU" } } }).success).toBe(false));
