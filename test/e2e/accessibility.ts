import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";

/** Nothing of the document changed for so long. */
const STILL_FOR_MS = 250;
/** A page that never rests is looked at all the same. */
const STILL_WITHIN_MS = 10_000;

/**
 * What axe finds of WCAG 2.2 AA that is serious or worse: the rule and the first place, one line each. Asked once the
 * page stands still: what fades in has half its contrast on the way.
 */
export async function seriousViolations(page: Page): Promise<readonly string[]> {
  await page.evaluate(STANDS_STILL);
  const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze();
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(
      ({ id, nodes }) =>
        `${id}: ${nodes.map(({ target, failureSummary }) => `${String(target)} ${failureSummary ?? ""}`).join(" | ")}`,
    );
}

/**
 * As text: the tests' own types know no browser. A fade begins two frames after its element is there; what turns for ever is not waited for. What scripts
 * move (the tour's hole in its curtain) and what still arrives is seen as changes of the document: axe would measure half of the page before and half after.
 */
const STANDS_STILL = `(async () => {
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
  let changed = performance.now();
  const observer = new MutationObserver(() => { changed = performance.now(); });
  observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  const until = performance.now() + ${STILL_WITHIN_MS};
  while (performance.now() - changed < ${STILL_FOR_MS} && performance.now() < until) await pause(${STILL_FOR_MS} / 4);
  observer.disconnect();
  await frame();
  await frame();
  await frame();
  const ends = ({ effect }) => effect?.getComputedTiming().endTime !== Infinity;
  const ending = document.getAnimations().filter(ends);
  await Promise.all(ending.map(({ finished }) => finished.catch(() => undefined)));
})()`;

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
