import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import compat from "@mdn/browser-compat-data" with { type: "json" };

const TARGET = new URL("../../data/browser-releases.json", import.meta.url);

/** Names of the vocabulary of device facts, and of the browser whose versions they have. @type {Readonly<Record<string, string>>} */
const BROWSERS = {
  Chrome: "chrome",
  "Chrome Mobile": "chrome_android",
  "Chrome Mobile iOS": "chrome",
  "Chrome Webview": "webview_android",
  Firefox: "firefox",
  "Firefox Mobile": "firefox_android",
  "Headless Chrome": "chrome",
  "Internet Explorer": "ie",
  "Microsoft Edge": "edge",
  "Mobile Safari": "safari_ios",
  Opera: "opera",
  "Opera Mobile": "opera_android",
  Safari: "safari",
  "Samsung Browser": "samsunginternet_android",
};

/** The text of the generated file: the day of the data, and of each browser the days of its releases. */
export function releasesFile() {
  /** @type {Readonly<Record<string, { releases: Readonly<Record<string, { release_date?: string, status: string }>> }>>} */
  const known = compat.browsers;
  const browsers = Object.entries(BROWSERS).map(([name, id]) => {
    const releases = Object.entries(known[id]?.releases ?? {})
      .filter(([, { release_date: day, status }]) => day !== undefined && !day.startsWith("≤") && released(status))
      .map(([version, release]) => [version, release.release_date]);
    return [name, Object.fromEntries(releases)];
  });
  const { version, timestamp } = compat["__meta"];
  const source = { name: "@mdn/browser-compat-data", version, licence: "CC0-1.0" };
  const date = timestamp.slice(0, 10);
  return `${JSON.stringify({ source, date, browsers: Object.fromEntries(browsers) })}\n`;
}

/** @param {string} status */
function released(status) {
  return ["current", "esr", "retired"].includes(status);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const before = await readFile(TARGET, "utf8").catch(() => "");
  if (before !== releasesFile()) await writeFile(TARGET, releasesFile());
}
