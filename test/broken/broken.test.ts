import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { applyFix, codeFrame, type Diagnostic } from "../../dsl/index.ts";
import { createLaidOverCheck } from "../laid-over/laid-over-check.ts";

/*
 * Files as a security engineer writes them on the first day, coming from SQL, KQL, Sigma, Rego, YAML or Python: each holds one
 * mistake. What the checker says about it stands beside it; `vitest run test/broken -u` writes that anew, to be read as a diff.
 */

const FOLDER = new URL(".", import.meta.url);
const files = readdirSync(FOLDER).filter((name) => name.endsWith(".tocsin"));
const textOf = (name: string) => readFileSync(new URL(name, FOLDER), "utf8");
const check = createLaidOverCheck();

/** A rule stands in a file of its name, whatever the file of the corpus is called. */
const pathOf = (text: string) => `user/${/^\ufeff?\S* ([A-Z]\d\d) /m.exec(text)?.[1] ?? "broken"}_file.tocsin`;

/** What says that a file is unfinished, not that it is wrong. */
const HYGIENE: ReadonlySet<string> = new Set(["TC0601", "TC0602", "TC0603", "TC0606"]);

function problems(text: string): readonly Diagnostic[] {
  return check(pathOf(text), text).filter(({ code }) => !HYGIENE.has(code));
}

it("holds at least 80 files", () => expect(files.length).toBeGreaterThanOrEqual(80));

it.each(files)("says what is wrong in %s, and what to write", async (name) => {
  const text = textOf(name);
  const frames = problems(text).map((problem) => codeFrame(problem, new Map([...check.texts, [pathOf(text), text]])));
  await expect(`${frames.join("\n\n")}\n`).toMatchFileSnapshot(name.replace(".tocsin", ".txt"));
});

it.each(files)("finds one mistake in %s", (name) => {
  expect(problems(textOf(name)).map(({ code }) => code)).toHaveLength(1);
});

it.each(files)("offers only fixes that repair %s", (name) => {
  const text = textOf(name);
  for (const problem of problems(text))
    for (const fix of problem.fixes)
      expect(
        problems(applyFix(text, fix)).map(({ code }) => code),
        fix.title,
      ).toEqual([]);
});

it("repairs at least 25 kinds of mistakes by edits", () => {
  const repaired = files.flatMap((name) =>
    problems(textOf(name)).flatMap(({ code, fixes }) => (fixes.length > 0 ? [code] : [])),
  );
  expect(new Set(repaired).size).toBeGreaterThanOrEqual(25);
});
