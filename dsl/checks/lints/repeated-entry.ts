import type { Span } from "../../ast/node.ts";
import type { Expr } from "../../ast/expr.ts";
import { diagnostic, type Fix } from "../../diagnostics/diagnostic.ts";
import { shortText } from "./line-text.ts";
import { listLiterals } from "./list-literals.ts";
import type { PackLintContext } from "./pack-lint-context.ts";

/** An entry that its list holds already: lists are sets. */
export function repeatedEntry({ sources, text, report }: PackLintContext): void {
  for (const { elements } of listLiterals(sources)) {
    const first = new Map<string, Expr>();
    for (const [i, element] of elements.entries()) {
      const key = entryKey(element);
      const known = key === null ? undefined : first.get(key);
      const before = elements[i - 1];
      if (known === undefined || before === undefined) {
        if (key !== null) first.set(key, element);
        continue;
      }
      const secondary = [{ span: known.span, message: "listed here" }];
      const fixes = removal({ ...element.span, start: before.span.end }, text);
      report(diagnostic("TC0617", element.span, { entry: shortText(text(element.span)) }, { secondary, fixes }));
    }
  }
}

/** Null for what is not written as one value. */
function entryKey(expr: Expr): string | null {
  if (expr.kind === "name") return expr.name;
  return "value" in expr ? `${expr.kind} ${String(expr.value)}` : null;
}

/** With the comma before it; a comment in between is somebody's. */
function removal(span: Span, text: (span: Span) => string): readonly Fix[] {
  return text(span).includes("#") ? [] : [{ title: "remove it", edits: [{ span, text: "" }], safe: true }];
}
