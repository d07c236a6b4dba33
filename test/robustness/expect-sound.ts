import { expect } from "vitest";
import { applyFix } from "../../dsl/diagnostics/apply-fix.ts";
import { codeFrame, type Diagnostic } from "../../dsl/diagnostics/index.ts";

/** Every place lies inside its text, every fix can be applied and changes something, every frame can be printed. */
export function expectSound(diagnostics: readonly Diagnostic[], texts: ReadonlyMap<string, string>): void {
  const lengthOf = (file: string): number => texts.get(file)?.length ?? 0;
  for (const problem of diagnostics) {
    const { span, secondary, fixes } = problem;
    const edits = fixes.flatMap((fix) => fix.edits);
    for (const place of [span, ...secondary.map((each) => each.span), ...edits.map((edit) => edit.span)]) {
      expect(place.start).toBeGreaterThanOrEqual(0);
      expect(place.end).toBeGreaterThanOrEqual(place.start);
      expect(place.end).toBeLessThanOrEqual(lengthOf(place.file));
    }
    for (const fix of fixes) {
      const sorted = fix.edits.toSorted((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
      for (const [i, edit] of sorted.entries())
        expect(edit.span.start).toBeGreaterThanOrEqual(sorted[i - 1]?.span.end ?? 0);
      const [first] = fix.edits;
      const text = texts.get(first?.span.file ?? "") ?? "";
      expect(applyFix(text, fix)).not.toBe(text);
    }
    expect(codeFrame(problem, texts)).toContain(problem.message);
  }
}
