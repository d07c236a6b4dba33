import { diagnostic } from "../../diagnostics/diagnostic.ts";
import type { LintContext } from "./lint-context.ts";

/** Attributes are part of what a pack offers, all else is there to be used. */
export function unusedDeclarations({ symbols, usedNames, broken, report }: LintContext): void {
  if (broken) return;
  for (const { kind, name } of symbols.named.values()) {
    if (kind === "attribute" || usedNames.has(name.text)) continue;
    report(diagnostic("TC0601", name.span, { kind: kind === "const" ? "constant" : kind, name: name.text }));
  }
  const liked = new Set(symbols.tests.map(({ like }) => like?.text));
  for (const { name } of symbols.fixtures.values())
    if (!liked.has(name.text)) report(diagnostic("TC0601", name.span, { kind: "fixture", name: name.text }));
}
