import { diagnostic } from "../../diagnostics/diagnostic.ts";
import type { LintContext } from "./lint-context.ts";

/** An operator who sees a match should read why it matters. */
export function missingBecause({ symbols, report }: LintContext): void {
  for (const { id, metadata } of symbols.rules.values()) {
    if (metadata.some(({ key }) => key.text === "because")) continue;
    report(diagnostic("TC0603", id.span, { rule: id.text }));
  }
}
