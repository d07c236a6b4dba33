import { chromium, type Browser, type BrowserContextOptions, type Page } from "playwright-core";
import { findChromium } from "../../scripts/find-chromium.js";

/** The Chromium of this machine; undefined when there is none, and browser tests then say so and are skipped. */
export const CHROMIUM = findChromium();

export const SKIPPED = "browser tests are skipped: no Chromium found (install one, or set TOCSIN_CHROMIUM to its path)";

/** A headless Chromium that asks nobody for updates, lists or suggestions. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    ...(CHROMIUM === undefined ? {} : { executablePath: CHROMIUM }),
    chromiumSandbox: process.getuid?.() !== 0,
    args: [
      "--disable-gpu",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--no-first-run",
    ],
  });
}

export interface WatchedPage {
  readonly page: Page;
  /** What the console called an error, uncaught exceptions, and requests to another origin. */
  readonly complaints: readonly string[];
  readonly close: () => Promise<void>;
}

/** Opens a page of the studio in a context of its own and notes what it does wrong. */
export async function openPage(browser: Browser, origin: string, options: BrowserContextOptions): Promise<WatchedPage> {
  const context = await browser.newContext({ baseURL: origin, locale: "en-GB", ...options });
  const page = await context.newPage();
  // A machine that runs all other tests meanwhile is slow, not wrong.
  page.setDefaultTimeout(150_000);
  const complaints: string[] = [];
  page.on("console", (message) => {
    const { url } = message.location();
    if (message.type() !== "error" || isWhoAmI(url, message.text()) || isGoneDraft(url, message.text())) return;
    if (isBusy(message.text())) return;
    complaints.push(`${message.text()} ${url}`.trim());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(`${origin}/`) && !/^(data|blob):/.test(url)) complaints.push(`request to ${url}`);
  });
  return { page, complaints, close: () => context.close() };
}

/** A server beside all other tests says now and then that it is too busy; the studio asks again, and what it shows is tested. */
function isBusy(message: string): boolean {
  return message.includes("503 (Service Unavailable)");
}

/** Before the sign-in the studio asks who is there, and "nobody" is a 401: the browser reports it like any other. */
function isWhoAmI(url: string, message: string): boolean {
  return url.endsWith("/api/v1/session") && message.includes("401");
}

/** A draft that was given up between the list and the question for it is gone, and that is a 404. */
function isGoneDraft(url: string, message: string): boolean {
  return new URL(url, "http://localhost").pathname === "/api/v1/drafts/file" && message.includes("404");
}
