import { UAParser, type IResult } from "ua-parser-js";
import type { DeviceType } from "../../dsl/types/enumerations.ts";
import { isFrozenUA } from "ua-is-frozen";
import type { DeviceFactColumns } from "../db/schema.ts";
import { detectBot } from "./bots.ts";
import { releaseOf } from "./browser-release.ts";
import { httpLibrary } from "./http-libraries.ts";
import { classOfBot, classOfLibrary } from "./program-class.ts";

/**
 * The vocabulary of devices, the one that rules and lists are written in: `Windows`, `Mac`, `GNU/Linux`, `iOS`, `iPadOS`,
 * `Android`; `Chrome`, `Chrome Mobile`, `Mobile Safari`, `Microsoft Edge`, `Samsung Browser`. What the parser calls
 * otherwise is renamed here; other names pass as they are.
 */
const BROWSERS: Readonly<Record<string, string>> = {
  Edge: "Microsoft Edge",
  IE: "Internet Explorer",
  IEMobile: "IE Mobile",
  "Samsung Internet": "Samsung Browser",
  Yandex: "Yandex Browser",
  "Chrome WebView": "Chrome Webview",
  GSA: "Google Search App",
  "Opera Mobi": "Opera Mobile",
  UCBrowser: "UC Browser",
  "Chrome Headless": "Headless Chrome",
};

const SYSTEMS: Readonly<Record<string, string>> = {
  "Mac OS": "Mac",
  Linux: "GNU/Linux",
  "Chromium OS": "Chrome OS",
  "Windows Phone": "Windows Phone",
};

/** Systems of computers with a keyboard: the parser gives those no type of device. */
const DESKTOP_SYSTEMS: ReadonlySet<string> = new Set([
  "Windows",
  "Mac",
  "GNU/Linux",
  "Chrome OS",
  "Ubuntu",
  "Debian",
  "Fedora",
  "CentOS",
  "RedHat",
  "SUSE",
  "Mint",
  "Arch",
  "Gentoo",
  "FreeBSD",
  "OpenBSD",
  "NetBSD",
  "DragonFly",
  "Solaris",
  "Manjaro",
  "elementary OS",
  "Linspire",
  "Mageia",
  "Mandriva",
]);

const TYPES: Readonly<Record<string, DeviceType>> = {
  mobile: "smartphone",
  tablet: "tablet",
  console: "console",
  smarttv: "tv",
  wearable: "wearable",
  embedded: "peripheral",
};

const NOTHING: DeviceFactColumns = {
  type: null,
  browser: null,
  browser_version: null,
  browser_major: null,
  os: null,
  bot: false,
  bot_name: null,
  ai_bot: false,
  program_class: null,
  browser_released: null,
  reduced: null,
};

/** What a user agent says of its device. `null` (none was sent) and nonsense say nothing. */
export function parseUserAgent(userAgent: string | null): DeviceFactColumns {
  if (userAgent === null || userAgent.trim() === "") return NOTHING;
  const library = httpLibrary(userAgent);
  if (library !== null)
    return {
      ...NOTHING,
      browser: library.name,
      ...version(library.version),
      program_class: classOfLibrary(library.name),
    };
  const bot = detectBot(userAgent);
  if (bot !== null)
    return {
      ...NOTHING,
      type: "bot",
      bot: true,
      bot_name: bot.name,
      ai_bot: bot.ai !== null,
      program_class: classOfBot(userAgent, bot),
    };
  return fromParser(new UAParser(userAgent).getResult());
}

function fromParser(result: IResult): DeviceFactColumns {
  const os = systemName(result);
  const type = deviceType(result, os);
  const browser = browserName(result, type, os);
  const numbers = version(result.browser.version ?? null);
  return {
    ...NOTHING,
    type,
    os,
    browser,
    ...numbers,
    browser_released: releaseOf({ browser, version: numbers.browser_version, userAgent: result.ua }),
    reduced: browser === null ? null : isFrozenUA(result.ua),
  };
}

function systemName({ os, device }: IResult): string | null {
  if (os.name === undefined) return null;
  if (os.name === "iOS" && device.model === "iPad") return "iPadOS";
  return SYSTEMS[os.name] ?? os.name;
}

function deviceType({ device, ua }: IResult, os: string | null): DeviceType | null {
  const known = TYPES[device.type ?? ""];
  if (known !== undefined) return known;
  if (os === "Android") return /\bMobile\b/.test(ua) ? "smartphone" : "tablet";
  return os !== null && DESKTOP_SYSTEMS.has(os) ? "desktop" : null;
}

function browserName({ browser, ua }: IResult, type: DeviceType | null, os: string | null): string | null {
  if (browser.name === undefined) return null;
  const mobile = type === "smartphone" || type === "tablet";
  if (browser.name === "Chrome" && (os === "iOS" || os === "iPadOS") && ua.includes("CriOS/"))
    return "Chrome Mobile iOS";
  if (browser.name === "Chrome" && mobile) return "Chrome Mobile";
  if (browser.name === "Firefox" && mobile) return os === "Android" ? "Firefox Mobile" : "Firefox Mobile iOS";
  if (browser.name === "Safari" && mobile) return "Mobile Safari";
  return BROWSERS[browser.name] ?? browser.name;
}

/** `126.0.6478.61` is version `126.0` of the major version 126. */
function version(text: string | null): Pick<DeviceFactColumns, "browser_version" | "browser_major"> {
  const [major = "", minor] = (text ?? "").split(".");
  if (!/^\d{1,9}$/.test(major)) return { browser_version: null, browser_major: null };
  return {
    browser_version: minor === undefined || minor === "" ? major : `${major}.${minor}`,
    browser_major: Number(major),
  };
}
