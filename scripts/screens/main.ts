import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { chromium, type Browser, type Page } from "playwright-core";
import { findChromium } from "../find-chromium.js";
import { ROOT } from "../root.js";
import { startDemoServer, type DemoServer } from "./demo-server.ts";
import { SCREENS, type Screen } from "./screens.ts";

/*
 * `npm run screens [-- --only overview,user]`: pictures of every screen of the studio in docs/screens, of a server with the demo's
 * people; in light and dark on a desktop, in light on a phone, and the main ones on a wide display. Needs a Chromium.
 */
const { values } = parseArgs({ options: { only: { type: "string" } } });
const only = values.only?.split(",");
const wanted = SCREENS.filter(({ name }) => only?.includes(name) ?? true);

const VIEWS = [
  { name: "light", colorScheme: "light", viewport: { width: 1440, height: 900 } },
  { name: "dark", colorScheme: "dark", viewport: { width: 1440, height: 900 } },
  { name: "phone", colorScheme: "light", viewport: { width: 390, height: 844 } },
  { name: "wide", colorScheme: "light", viewport: { width: 2560, height: 1440 } },
] as const;

const executablePath = findChromium();
if (executablePath === undefined) throw new Error("no Chromium found: install one, or set TOCSIN_CHROMIUM to its path");
const folder = join(ROOT, "docs", "screens");
if (only === undefined) rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });

const browser = await chromium.launch({ executablePath, chromiumSandbox: process.getuid?.() !== 0 });
try {
  await takeAll({ demo: false }, ({ state }) => state === "empty");
  await takeAll({ demo: true }, ({ state }) => state !== "empty");
} finally {
  await browser.close();
}

async function takeAll(options: { readonly demo: boolean }, belongs: (screen: Screen) => boolean): Promise<void> {
  const screens = wanted.filter(belongs);
  if (screens.length === 0) return;
  const server = await startDemoServer(options);
  try {
    for (const view of VIEWS) await takeView(browser, server, view, screens);
  } finally {
    await server.stop();
  }
}

async function takeView(
  taker: Browser,
  server: DemoServer,
  { name: view, ...look }: (typeof VIEWS)[number],
  screens: readonly Screen[],
): Promise<void> {
  const context = await taker.newContext({
    ...look,
    baseURL: server.url,
    locale: "en-GB",
    timezoneId: "UTC",
    reducedMotion: "reduce",
  });
  // The tour is offered to newcomers: over a picture it would only be in the way.
  await context.addInitScript(`localStorage.setItem("tocsin-tour-answered", "true")`);
  const page = await context.newPage();
  const shown = screens.filter(
    ({ wide, desktop }) => (view !== "wide" || wide === true) && (view !== "phone" || desktop !== true),
  );
  for (const screen of shown.filter(({ state }) => state === "signed-out")) await take(page, view, screen);
  await signIn(page, server);
  for (const screen of shown.filter(({ state }) => state !== "signed-out")) await take(page, view, screen);
  await context.close();
}

async function signIn(page: Page, { email, password }: DemoServer): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("navigation", { name: "Main" }).waitFor();
}

async function take(page: Page, view: string, { name, path, ready, after }: Screen): Promise<void> {
  await page.goto(path);
  await ready(page);
  const file = join("docs", "screens", `${name}.${view}.png`);
  await page.screenshot({ path: join(ROOT, file), animations: "disabled", caret: "hide" });
  console.log(file);
  await after?.(page);
}
