import { diagnostic } from "../../diagnostics/diagnostic.ts";
import { isInside } from "./find-in-pack.ts";
import { lineText } from "./line-text.ts";
import type { PackLintContext } from "./pack-lint-context.ts";

/** `x > 3 or x < 5`: one of the two is always true, so asking decides nothing. */
export function exhaustiveAlternatives({ findings, text, report }: PackLintContext): void {
  for (const { finding, declaration } of findings) {
    if (finding.kind !== "exhaustive" || !isInside(finding.line.span, declaration)) continue;
    const { line, other } = finding;
    const secondary = [{ span: other.span, message: "true where the other is not" }];
    const texts = { line: lineText(line, text), other: lineText(other, text) };
    report(diagnostic("TC0610", line.span, texts, { secondary }));
  }
}
