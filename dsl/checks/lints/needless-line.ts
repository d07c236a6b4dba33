import { diagnostic } from "../../diagnostics/diagnostic.ts";
import { isInside } from "./find-in-pack.ts";
import { lineText } from "./line-text.ts";
import type { PackLintContext } from "./pack-lint-context.ts";

/** `x > 3` beside `x > 5`: the one says nothing that the other does not. */
export function needlessLine({ findings, text, report }: PackLintContext): void {
  for (const { finding, declaration } of findings) {
    if (finding.kind !== "needless" || finding.same || !isInside(finding.line.span, declaration)) continue;
    const { line, other } = finding;
    const message = finding.in === "all" ? "narrower than it" : "wider than it";
    const texts = { line: lineText(line, text), other: lineText(other, text), alternative: finding.in === "some" };
    report(diagnostic("TC0611", line.span, texts, { secondary: [{ span: other.span, message }] }));
  }
}
