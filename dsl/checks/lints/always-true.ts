import { diagnostic } from "../../diagnostics/diagnostic.ts";
import { isInside } from "./find-in-pack.ts";
import { shortText } from "./line-text.ts";
import type { PackLintContext } from "./pack-lint-context.ts";

/** A condition that leaves nobody out, but for those who have no such value. */
export function alwaysTrue({ findings, text, report }: PackLintContext): void {
  for (const { finding, declaration } of findings) {
    if (finding.kind !== "never" && finding.kind !== "always") continue;
    const { line, term } = finding.fact;
    if ((finding.kind === "always") === line.negated || !isInside(line.span, declaration)) continue;
    report(diagnostic("TC0608", line.span, { text: shortText(text(line.span)), optional: term.universe.missing }));
  }
}
