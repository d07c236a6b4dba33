import { fileURLToPath } from "node:url";
import { chromium, type Browser, type Page } from "playwright-core";
import { demoFacts } from "../cli/demo/facts.ts";
import { population } from "../cli/demo/population.ts";
import { sendEvents } from "../cli/demo/send.ts";
import { buildStudio } from "../scripts/build/studio.js";
import { findChromium } from "../scripts/find-chromium.js";
import { quantile } from "./quantile.ts";
import { startServerProcess, type ServerProcess } from "./server-process.ts";
import { table } from "./table.ts";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const PLAYS = 20;

/** A counter, a fact of addresses, a window of events, events with a tie, and a sequence of looks at many attributes. */
const RULES = [
  "behaviour/B02_password_changed",
  "device/D06_many_devices",
  "ip/I01_tor",
  "account_takeover/A01_many_failed_logins",
  "account_takeover/A03_new_device_and_new_country",
];

/** From pressing play to the match rate on the page, by the page's own clock; then until everything else is there. */
export async function benchStudioPlay({ users }: { readonly users: number }): Promise<string> {
  const title = `## From play to the match rate, ${users} users`;
  const executablePath = findChromium();
  if (executablePath === undefined) return `${title}\n\nNo Chromium found.`;
  await buildStudio(ROOT);
  const events = population({ users, seed: 0, now: Date.now() });
  const server = await startServerProcess(demoFacts(events));
  const browser = await chromium.launch({ executablePath, chromiumSandbox: process.getuid?.() !== 0 });
  try {
    const { signal } = new AbortController();
    await sendEvents({ url: server.url, apiKey: server.apiKey, events, onProgress: () => undefined, signal });
    await server.allJudged();
    const page = await signedIn(browser, server);
    const rows: string[][] = [];
    for (const rule of RULES) rows.push(await measure(page, rule));
    return [title, "", table(["rule", "p50 ms", "p95 ms", "everything p50 ms", "plays"], rows)].join("\n");
  } finally {
    await browser.close();
    await server.stop();
  }
}

async function signedIn(browser: Browser, { url, operator }: ServerProcess): Promise<Page> {
  const page = await (await browser.newContext({ baseURL: url })).newPage();
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(operator.email);
  await page.getByLabel("Password", { exact: true }).fill(operator.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("navigation", { name: "Main" }).waitFor();
  return page;
}

async function measure(page: Page, rule: string): Promise<string[]> {
  await page.goto(`/rules?file=${encodeURIComponent(`rules/${rule}.tocsin`)}`);
  await page.getByText(/No problems|warning/).waitFor();
  const play = page.getByRole("button", { name: /^Dry run / });
  const [rates, wholes]: [number[], number[]] = [[], []];
  for (let n = 0; n < PLAYS; n++) {
    await page.evaluate("performance.clearMarks()");
    const started = performance.now();
    await play.click();
    // As text: the benchmarks' own types know no browser.
    while (!(await page.evaluate<boolean>(`performance.getEntriesByName("tocsin:match-rate").length > 0`)))
      await page.waitForTimeout(5);
    const rate = await page.evaluate<number>(
      `performance.getEntriesByName("tocsin:match-rate")[0].startTime - performance.getEntriesByName("tocsin:play")[0].startTime`,
    );
    rates.push(rate);
    // The button comes back when everything else is there.
    await play.waitFor();
    wholes.push(performance.now() - started);
  }
  const whole = (value: number) => String(Math.round(value));
  return [rule, whole(quantile(rates, 0.5)), whole(quantile(rates, 0.95)), whole(quantile(wholes, 0.5)), `${PLAYS}`];
}
