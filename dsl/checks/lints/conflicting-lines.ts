import { diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Line } from "../../reason/claim.ts";
import { isInside } from "./find-in-pack.ts";
import { lineText } from "./line-text.ts";
import type { PackLintContext } from "./pack-lint-context.ts";

/** Lines that are never true together: nobody gets past them. */
export function conflictingLines({ findings, text, report }: PackLintContext): void {
  for (const { finding, declaration } of findings) {
    if (finding.kind !== "conflict") continue;
    const lines = inside([finding.line, ...finding.others], ({ span }) => isInside(span, declaration));
    const [line, ...others] = lines;
    const [other] = others;
    if (line === undefined || other === undefined) continue;
    const secondary = others.map(({ span }) => ({ span, message: "never true together with it" }));
    const texts = { line: lineText(line, text), others: others.map((each) => lineText(each, text)) };
    report(diagnostic("TC0609", line.span, texts, { secondary }));
  }
}

/** With a line of the declaration first; none where all stand in a `define`. */
function inside(lines: readonly Line[], isOwn: (line: Line) => boolean): readonly Line[] {
  const own = lines.findIndex(isOwn);
  return own < 0 ? [] : [...lines.slice(own, own + 1), ...lines.slice(0, own), ...lines.slice(own + 1)];
}
