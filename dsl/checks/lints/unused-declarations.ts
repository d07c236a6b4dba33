import { diagnostic } from "../../diagnostics/diagnostic.ts";
import type { LintContext } from "./lint-context.ts";

/** Attributes are part of what a pack offers, all else is there to be used. */
export function unusedDeclarations({ symbols, usedNames, broken, report }: LintContext): void {
  if (broken) return;
  for (const { kind, name } of symbols.named.values()) {
    if (kind === "attribute" || usedNames.has(name.text)) continue;
    report(diagnostic("TC0601", name.span, { kind: kind === "const" ? "constant" : kind, name: name.text }));
  }
}
