import type { Span } from "../../ast/node.ts";
import { diagnostic, type Fix } from "../../diagnostics/diagnostic.ts";
import { isInside } from "./find-in-pack.ts";
import { lineText } from "./line-text.ts";
import type { PackLintContext } from "./pack-lint-context.ts";

/** One condition asked twice, in the same words or in others. */
export function repeatedLine({ findings, text, report }: PackLintContext): void {
  for (const { finding, declaration } of findings) {
    if (finding.kind !== "needless" || !finding.same || !isInside(finding.line.span, declaration)) continue;
    const { line, other } = finding;
    const secondary = [{ span: other.span, message: "asked here" }];
    const fixes = isInside(other.span, declaration) ? removal(line.span, other.span, text) : [];
    report(diagnostic("TC0612", line.span, { line: lineText(line, text) }, { secondary, fixes }));
  }
}

/** Taking a line out is safe where it has its line to itself, and the other one stands right there too. */
function removal(line: Span, other: Span, text: (span: Span) => string): readonly Fix[] {
  const before = text({ ...line, start: 0, end: line.start });
  const start = before.lastIndexOf("\n") + 1;
  const rest = text({ ...line, start: line.end, end: line.end + 1_000 });
  const end = rest.search(/\r?\n/);
  const between = text({ ...line, start: other.end, end: line.start });
  const alone = before.slice(start).trim() === "" && end >= 0 && rest.slice(0, end).trim() === "";
  if (!alone || start === 0 || /[{}]/.test(between)) return [];
  const feed = rest.startsWith("\r", end) ? 2 : 1;
  const span = { ...line, start, end: line.end + end + feed };
  return [{ title: "remove the second one", edits: [{ span, text: "" }], safe: true }];
}
