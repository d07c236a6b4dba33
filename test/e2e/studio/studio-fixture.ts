import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, vi } from "vitest";
import { testDatabase } from "../../database/test-database.ts";
import { CHROMIUM, launchBrowser, openPage, SKIPPED, type WatchedPage } from "../browser.ts";
import { populate } from "../population.ts";
import { runStudio, type RunningStudio } from "../running-studio.ts";
import { zoneAtNoon } from "../zone-at-noon.ts";
import { signIn } from "./on-the-page.ts";

export const DESKTOP = { width: 1440, height: 900 };
export const PHONE = { width: 390, height: 844 };

type ColorScheme = "light" | "dark";
type Viewport = typeof DESKTOP;

export interface StudioFixture {
  readonly database: ReturnType<typeof testDatabase>;
  readonly origin: () => string;
  readonly email: () => string;
  readonly password: () => string;
  /** Resolves once the people of `population.ts` are stored: whoever needs them asks first. */
  readonly withPeople: () => Promise<void>;
  /** A page in a context of its own that nobody has signed in. */
  readonly open: (scheme: ColorScheme, viewport?: Viewport, more?: BrowserContextOptions) => Promise<WatchedPage>;
  /** A page in a context of its own, at the overview. */
  readonly signedIn: (scheme: ColorScheme, viewport?: Viewport) => Promise<WatchedPage>;
}

/** Describes a part of the studio in a real browser, before a server and an empty database of its own; skipped where there is no Chromium. */
export function describeStudio(
  title: string,
  tests: (fixture: StudioFixture) => void,
  variables: Readonly<Record<string, string>> = {},
): void {
  if (CHROMIUM === undefined) process.stdout.write(`${SKIPPED}\n`);
  // Each test drives a browser, a server and a database, beside all other tests.
  vi.setConfig({ testTimeout: 400_000 });
  describe.runIf(CHROMIUM !== undefined)(`the studio: ${title}`, () => {
    tests(createFixture(variables));
  });
}

function createFixture(variables: Readonly<Record<string, string>>): StudioFixture {
  const database = testDatabase();
  let studio: RunningStudio;
  let browser: Browser;
  let kept: Awaited<ReturnType<BrowserContext["storageState"]>> | undefined;
  let people: Promise<void> | undefined;

  beforeAll(async () => {
    studio = await runStudio(database.url(), variables);
    // What a rule says of the night must not depend on when the tests run.
    await database.pool.query("update apps set time_zone = $1", [zoneAtNoon(new Date())]);
    browser = await launchBrowser();
  });

  // What one test typed is kept on the server, and would be there in the next one.
  beforeEach(() => database.pool.query("delete from drafts"));

  afterAll(async () => {
    await browser?.close();
    await studio?.stop();
  });

  const open = (colorScheme: ColorScheme, viewport: Viewport = DESKTOP, more: BrowserContextOptions = {}) =>
    openPage(browser, studio.origin, { colorScheme, viewport, ...more });

  return {
    database,
    origin: () => studio.origin,
    email: () => studio.email,
    password: () => studio.password,
    withPeople: () => (people ??= populate(studio, Date.now())),
    open,
    // Signed in by the form once; later pages bring the cookie, since the server limits how often one may try.
    async signedIn(colorScheme, viewport) {
      const watched = await open(colorScheme, viewport, kept && { storageState: kept });
      await watched.page.goto("/");
      if (kept === undefined) await signIn(watched.page, studio.email, studio.password);
      await watched.page.getByRole("navigation", { name: "Main" }).waitFor();
      kept ??= await watched.page.context().storageState();
      return { ...watched, close: () => leave(watched) };
    },
  };
}

/**
 * A page that goes sends what was typed last, and that reached the server in the middle of the next test: it is sent
 * before. What waits for a decision is never sent, and not waited for long.
 */
async function leave({ page, close }: WatchedPage): Promise<void> {
  const until = Date.now() + 10_000;
  // Not `waitForFunction`: it evaluates inside of the page, whose policy forbids that.
  while (!page.isClosed() && Date.now() < until && !(await nothingWaits(page))) await page.waitForTimeout(50);
  await close();
}

/** Also of a page that is just leaving for another. */
function nothingWaits(page: Page): Promise<boolean> {
  return page.evaluate<boolean>(NOTHING_WAITS).catch(() => true);
}

/** As text: the tests' own types know no browser. */
const NOTHING_WAITS = `Object.entries(sessionStorage)
  .filter(([key]) => key.startsWith("tocsin-drafts:"))
  .every(([, drafts]) => JSON.parse(drafts).every(([, { saved }]) => saved))`;
