import { diagnostic } from "../../diagnostics/diagnostic.ts";
import { entails, excludes, isNever } from "../../reason/compare-claims.ts";
import type { PackLintContext } from "./pack-lint-context.ts";

/** An exception that leaves out everybody whom the rule is about, or nobody. */
export function uselessException({ rules, symbols, report }: PackLintContext): void {
  for (const { rule, when, except } of rules) {
    const declaration = symbols.rules.get(rule.id);
    const span = declaration?.exceptions[0]?.block.span;
    if (except === null || declaration === undefined || span === undefined || isNever(when)) continue;
    const secondary = [{ span: declaration.when?.span ?? declaration.id.span, message: "what the rule is about" }];
    if (entails(when, except)) report(diagnostic("TC0615", span, { rule: rule.id }, { secondary }));
    else if (isNever(except) || excludes(when, except)) {
      report(diagnostic("TC0616", span, { rule: rule.id }, { secondary }));
    }
  }
}
