import { chromium, type Browser, type Page } from "playwright-core";
import { demoFacts } from "../cli/demo/facts.ts";
import { population } from "../cli/demo/population.ts";
import { sendEvents } from "../cli/demo/send.ts";
import { findChromium } from "../scripts/find-chromium.js";
import { buildStudio } from "../scripts/build/studio.js";
import { fileURLToPath } from "node:url";
import { quantile } from "./quantile.ts";
import { startServerProcess, type ServerProcess } from "./server-process.ts";
import { table } from "./table.ts";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const PEOPLE = 200;
const LOADS = 10;

/** A page, and how to tell that a person can use it. */
interface Visit {
  readonly name: string;
  readonly path: string;
  readonly usable: (page: Page) => Promise<unknown>;
}

const VISITS: readonly Visit[] = [
  {
    name: "overview, its numbers shown",
    path: "/",
    usable: (page) => page.getByRole("table").getByRole("button").first().waitFor(),
  },
  {
    name: "workbench, the editor takes text",
    path: "/rules?file=rules%2Fbehaviour%2FB02_password_changed.tocsin",
    usable: async (page) => {
      await page
        .locator(".monaco-editor textarea, .monaco-editor .native-edit-context")
        .first()
        .waitFor({ state: "attached" });
      await page.locator(".view-line").first().waitFor();
    },
  },
  {
    name: "workbench, problems told",
    path: "/rules?file=rules%2Fbehaviour%2FB02_password_changed.tocsin",
    usable: (page) => page.getByText(/No problems|warning/).waitFor(),
  },
];

/** Each load is of a browser that has nothing of the studio yet, from this machine. */
export async function benchStudioLoad(): Promise<string> {
  const executablePath = findChromium();
  if (executablePath === undefined) return "## The studio's first load\n\nNo Chromium found.";
  await buildStudio(ROOT);
  const events = population({ users: PEOPLE, seed: 0, now: Date.now() });
  const server = await startServerProcess(demoFacts(events));
  const browser = await chromium.launch({ executablePath, chromiumSandbox: process.getuid?.() !== 0 });
  try {
    const { signal } = new AbortController();
    await sendEvents({ url: server.url, apiKey: server.apiKey, events, onProgress: () => undefined, signal });
    await server.allJudged();
    const cookies = await signIn(browser, server);
    const rows: string[][] = [];
    for (const visit of VISITS) rows.push(await measure(browser, server, visit, cookies));
    return [
      "## The studio's first load",
      "",
      table(["page", "p50 ms", "slowest ms", "kB over the wire", "loads"], rows),
    ].join("\n");
  } finally {
    await browser.close();
    await server.stop();
  }
}

type Cookies = Awaited<ReturnType<Awaited<ReturnType<Browser["newContext"]>>["cookies"]>>;

async function signIn(browser: Browser, { url, operator }: ServerProcess): Promise<Cookies> {
  const context = await browser.newContext({ baseURL: url });
  const page = await context.newPage();
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(operator.email);
  await page.getByLabel("Password", { exact: true }).fill(operator.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("navigation", { name: "Main" }).waitFor();
  const cookies = await context.cookies();
  await context.close();
  return cookies;
}

async function measure(
  browser: Browser,
  { url }: ServerProcess,
  { name, path, usable }: Visit,
  cookies: Cookies,
): Promise<string[]> {
  const times: number[] = [];
  let bytes = 0;
  for (let load = 0; load < LOADS; load += 1) {
    // A context of its own has a cache of its own.
    const context = await browser.newContext({ baseURL: url });
    await context.addCookies(cookies);
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send("Network.enable");
    bytes = 0;
    session.on("Network.loadingFinished", ({ encodedDataLength }) => {
      bytes += encodedDataLength;
    });
    const begin = performance.now();
    await page.goto(path, { waitUntil: "commit" });
    await usable(page);
    times.push(performance.now() - begin);
    await context.close();
  }
  times.sort((a, b) => a - b);
  return [
    name,
    quantile(times, 0.5).toFixed(0),
    quantile(times, 1).toFixed(0),
    (bytes / 1e3).toFixed(0),
    String(LOADS),
  ];
}
