import disposable from "disposable-email-domains-js/package.json" with { type: "json" };
import providers from "email-providers/package.json" with { type: "json" };
import isbot from "isbot/package.json" with { type: "json" };
import phones from "libphonenumber-js/package.json" with { type: "json" };
import tldts from "tldts/package.json" with { type: "json" };
import uaParser from "ua-parser-js/package.json" with { type: "json" };
import crawlers from "crawler-user-agents";
import releases from "../../data/browser-releases.json" with { type: "json" };
import { AI_BOTS, AI_BOTS_AS_OF } from "./ai-bots.ts";
import type { DataSource } from "./data-source.ts";

/** Packages whose data answers, and the tables that come with Tocsin. What a version's data is of, the packages do not say. */
export function describeLibraries(): readonly DataSource[] {
  return LIBRARIES;
}

interface Package {
  readonly name: string;
  /** Null where the package keeps it to itself. */
  readonly version: string | null;
  readonly license: string;
}

const library = ({ name, version, license }: Package, title: string, facts: readonly string[]): DataSource => ({
  id: name,
  title,
  kind: "library",
  facts,
  licence: license,
  attribution: null,
  version,
  date: null,
  size: null,
  entries: null,
  sha256: null,
  status: "ready",
  maxAgeDays: {},
  stale: [],
});

const LIBRARIES: readonly DataSource[] = [
  library(disposable, "domains of throw-away mailboxes", ["disposable"]),
  library(providers, "free mail providers", ["free"]),
  library(tldts, "public suffixes", ["educational", "government"]),
  library(phones, "numbering plans", ["valid", "country", "type"]),
  library(uaParser, "browsers, systems and devices", ["type", "browser", "browser_version", "browser_major", "os"]),
  library(isbot, "bots by user agent", ["bot", "bot_name"]),
  {
    ...library({ name: "crawler-user-agents", version: null, license: "MIT" }, "what bots are for", ["program_class"]),
    entries: crawlers.length,
  },
  {
    ...library({ name: "ai-bots", version: null, license: "MIT" }, "crawlers and agents of AI companies", [
      "ai_bot",
      "bot_name",
      "program_class",
    ]),
    kind: "bundled",
    attribution: { text: "ai.robots.txt", url: "https://github.com/ai-robots-txt/ai.robots.txt" },
    date: new Date(AI_BOTS_AS_OF),
    entries: AI_BOTS.length,
  },
  {
    ...library(
      { name: "browser-releases", version: releases.source.version, license: releases.source.licence },
      "when browsers were released",
      ["browser_released"],
    ),
    kind: "bundled",
    date: new Date(releases.date),
    entries: Object.values(releases.browsers).reduce((sum, versions) => sum + Object.keys(versions).length, 0),
  },
];
