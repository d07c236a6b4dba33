import { existsSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { z } from "zod";
import { DEVICE_TYPES } from "../../dsl/types/enumerations.ts";
import { parseUserAgent } from "./user-agent.ts";

const CHROME =
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36";

it.each([
  ["Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)", "search-engine"],
  ["Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/)", "seo"],
  [
    "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2; +https://openai.com/gptbot)",
    "ai-training",
  ],
  ["Mozilla/5.0+(compatible; UptimeRobot/2.0; http://www.uptimerobot.com/)", "monitoring"],
  ["python-requests/2.31.0", "http-library"],
  ["sqlmap/1.7#stable (https://sqlmap.org)", "scanner"],
  [CHROME, null],
  ["", null],
])("says what `%s` is for", (userAgent, programClass) =>
  expect(parseUserAgent(userAgent).program_class).toBe(programClass),
);

it("says when the browser came out and whether it keeps its system to itself", () => {
  expect(parseUserAgent(CHROME)).toMatchObject({ browser_released: new Date("2024-06-11"), reduced: true });
  expect(parseUserAgent(CHROME.replace("126.0.0.0", "126.0.6478.61"))).toMatchObject({ reduced: false });
});

it.each([null, "", "  "])("knows nothing of a device that sent %j", (userAgent) =>
  expect(parseUserAgent(userAgent)).toMatchObject({
    type: null,
    browser: null,
    os: null,
    program_class: null,
    reduced: null,
  }),
);

const parsed = z.object({
  /** Null: none was sent. */
  ua: z.string().nullable(),
  device: z.string().nullable(),
  browser_name: z.string().nullable(),
  browser_version: z.string().nullable(),
  os_name: z.string().nullable(),
});
type Parsed = z.infer<typeof parsed>;

/** Every fact of an agent in which our reading is another than the reference's, as `browser: Safari for NetFront`. */
function disagreements({ ua, device, browser_name, browser_version, os_name }: Parsed): readonly string[] {
  const ours = parseUserAgent(ua);
  // There the name of a bot stands where others have their system.
  const pairs = [
    ["type", ours.type, device],
    ["browser", ours.browser, browser_name],
    ["version", ours.browser_version, browser_version],
    ["system", ours.bot ? ours.bot_name : ours.os, os_name],
  ] as const;
  return pairs.flatMap(([fact, our, theirs]) => (our === theirs ? [] : [`${fact}: ${our} for ${theirs}`]));
}

/** Invented, with what the vocabulary calls it. */
const INVENTED: readonly Parsed[] = [
  {
    ua: "Mozilla/5.0 (Linux; Android 12; Pixel 6 Build/SD1A; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/120.0.0.0 Mobile Safari/537.36",
    device: "smartphone",
    browser_name: "Chrome Webview",
    browser_version: "120.0",
    os_name: "Android",
  },
  {
    ua: "Mozilla/5.0 (iPad; CPU OS 16_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/16.5 Mobile/15E148 Safari/604.1",
    device: "tablet",
    browser_name: "Mobile Safari",
    browser_version: "16.5",
    os_name: "iPadOS",
  },
  {
    ua: "Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36",
    device: "desktop",
    browser_name: "Chrome",
    browser_version: "126.0",
    os_name: "Chrome OS",
  },
  {
    ua: "Mozilla/5.0 (Linux; Android 13; SM-S918B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/22.0 Chrome/111.0.5563.116 Mobile Safari/537.36",
    device: "smartphone",
    browser_name: "Samsung Browser",
    browser_version: "22.0",
    os_name: "Android",
  },
  { ua: "Go-http-client/1.1", device: null, browser_name: "Go-http-client", browser_version: "1.1", os_name: null },
];

it.each(INVENTED)("has the vocabulary's words for `$ua`", (agent) => expect(disagreements(agent)).toEqual([]));

const REFERENCE = new URL("../../../shared/data/parity/ua-parsed.ndjson", import.meta.url);

it.runIf(existsSync(REFERENCE))(
  "disagrees with the reference in what docs/enrichment.md lists, and in nothing else",
  () => {
    const agents = readFileSync(REFERENCE, "utf8")
      .trimEnd()
      .split("\n")
      .map((line) => parsed.parse(JSON.parse(line)));
    expect(agents.length).toBeGreaterThan(100);
    const types = new Set<string | null>([...DEVICE_TYPES, null]);
    expect(agents.every(({ ua }) => types.has(parseUserAgent(ua).type))).toBe(true);
    expect(agents.flatMap(disagreements).sort()).toEqual([
      "browser: Safari for NetFront",
      "browser: null for sqlmap",
      "system: null for Android",
      "system: null for GNU/Linux",
      "type: null for desktop",
      "version: 13.0 for null",
      "version: 4.0 for null",
    ]);
  },
);
