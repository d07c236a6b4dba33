import { diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Term } from "../../reason/claim.ts";
import { isInside } from "./find-in-pack.ts";
import { shortText } from "./line-text.ts";
import type { PackLintContext } from "./pack-lint-context.ts";

/** A condition that the range of its value decides: `count(events) > 1000`, where no source shows more rows. */
export function neverTrue({ findings, text, report }: PackLintContext): void {
  for (const { finding, declaration } of findings) {
    if (finding.kind !== "never" && finding.kind !== "always") continue;
    const { line, term } = finding.fact;
    // a condition under a negation is told as it is written, without it
    if ((finding.kind === "never") === line.negated || !isInside(line.span, declaration)) continue;
    report(diagnostic("TC0607", line.span, { text: shortText(text(line.span)), range: rangeText(term) }));
  }
}

/** What an integer can be; null where that says nothing to a reader. */
function rangeText({ universe, value }: Term): { readonly low: number; readonly high: number } | null {
  if (value?.type.kind !== "int" || universe.values.kind !== "spans") return null;
  const [first] = universe.values.spans;
  return first === undefined || !Number.isSafeInteger(first.high) ? null : first;
}
