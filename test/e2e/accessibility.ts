import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";

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

/** As text: the tests' own types know no browser. A fade begins two frames after its element is there; what turns for ever is not waited for. */
const STANDS_STILL = `(async () => {
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  await frame();
  await frame();
  await frame();
  const ends = ({ effect }) => effect?.getComputedTiming().endTime !== Infinity;
  const ending = document.getAnimations().filter(ends);
  await Promise.all(ending.map(({ finished }) => finished.catch(() => undefined)));
})()`;

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
