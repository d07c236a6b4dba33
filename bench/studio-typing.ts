import type { Page } from "playwright-core";
import { demoFacts } from "../cli/demo/facts.ts";
import { buildStudio } from "../scripts/build/studio.js";
import { ROOT } from "../scripts/root.js";
import { CHROMIUM, launchBrowser, openPage } from "../test/e2e/browser.ts";
import { signIn } from "../test/e2e/studio/on-the-page.ts";
import { quantile } from "./quantile.ts";
import { startServerProcess } from "./server-process.ts";
import { short, table, whole } from "./table.ts";

/** Typed behind the condition of a built-in rule: fifty characters, most of whose beginnings are mistakes. */
const TYPED = " and any event last 25 { .ip.country != FR } and y";
const FILE = "rules/behaviour/B02_password_changed.tocsin";
/** Longer than any answer so far: each character has its own then, in milliseconds. */
const SLOWLY = 400;
/** Someone who types fast, in milliseconds a character. */
const QUICKLY = 60;

/** From a keystroke in Chromium to its underlined problems: the worker, its messages and the page included. */
export async function benchStudioTyping(): Promise<string> {
  if (CHROMIUM === undefined) return "studio-typing: no Chromium found (install one, or set TOCSIN_CHROMIUM)";
  await buildStudio(ROOT);
  const server = await startServerProcess(demoFacts([]));
  const browser = await launchBrowser();
  try {
    const { page } = await openPage(browser, server.url, { viewport: { width: 1440, height: 900 } });
    await page.goto(`/rules?file=${encodeURIComponent(FILE)}`);
    await signIn(page, server.operator.email, server.operator.password);
    await page.locator(".view-line").getByText("event_password_changed").first().waitFor();
    await page.getByRole("region", { name: "Problems" }).getByText("No problems").waitFor();
    const slow = await typeAt(page, SLOWLY);
    await page.getByRole("button", { name: "Revert" }).click();
    await page.waitForTimeout(2_000);
    const quick = await typeAt(page, QUICKLY);
    return [
      `From a keystroke in the studio to its diagnostics: ${TYPED.length} characters into ${FILE}, Chromium ${browser.version()}.\n`,
      table(
        ["typed", "answers", "p50 ms", "p95 ms", "longest task ms"],
        [
          rowOf(`a character every ${SLOWLY} ms`, slow),
          rowOf(`a character every ${QUICKLY} ms, from the last before a pause`, quick),
        ],
      ),
      "\nThe pause of 120 ms that swallows a burst is part of it. The longest task is what could have held up a keystroke.",
    ].join("\n");
  } finally {
    await browser.close();
    await server.stop();
  }
}

interface Typed {
  /** Of each answer, from the last keystroke before it. */
  readonly latencies: readonly number[];
  /** Of the page's own thread. */
  readonly longestTask: number;
}

interface Mark {
  readonly name: string;
  readonly at: number;
}

async function typeAt(page: Page, delay: number): Promise<Typed> {
  await page.locator(".view-line").getByText("event_password_changed").first().click();
  await page.keyboard.press("End");
  // As text: a benchmark's own types know no browser.
  await page.evaluate(`{
    globalThis.typingMarks = [];
    globalThis.longestTask = 0;
    globalThis.watchers = [
      new PerformanceObserver((list) => {
        for (const { name, startTime } of list.getEntries()) globalThis.typingMarks.push({ name, at: startTime });
      }),
      new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) globalThis.longestTask = Math.max(globalThis.longestTask, duration);
      }),
    ];
    globalThis.watchers[0].observe({ entryTypes: ["mark"] });
    globalThis.watchers[1].observe({ entryTypes: ["longtask"] });
  }`);
  for (const character of TYPED) {
    await page.keyboard.press(character === " " ? "Space" : character);
    await page.waitForTimeout(delay);
  }
  await page.waitForTimeout(1_000);
  const { marks, longestTask } = await page.evaluate<{ marks: readonly Mark[]; longestTask: number }>(
    `(globalThis.watchers.forEach((watcher) => watcher.disconnect()), { marks: globalThis.typingMarks, longestTask: globalThis.longestTask })`,
  );
  return { latencies: latenciesOf(marks), longestTask };
}

/** Several keystrokes before an answer are one burst: the last of them waits for it. */
function latenciesOf(marks: readonly Mark[]): readonly number[] {
  const latencies: number[] = [];
  let typedAt: number | null = null;
  for (const { name, at } of marks.toSorted((a, b) => a.at - b.at)) {
    if (name === "tocsin-typed") typedAt = at;
    if (name !== "tocsin-checked" || typedAt === null) continue;
    latencies.push(at - typedAt);
    typedAt = null;
  }
  return latencies;
}

function rowOf(title: string, { latencies, longestTask }: Typed): readonly string[] {
  const figures = [quantile(latencies, 0.5), quantile(latencies, 0.95)].map(short);
  return [title, whole(latencies.length), ...figures, longestTask === 0 ? "below 50" : whole(longestTask)];
}
