import { SEVERITIES } from "../../binder/bound.ts";
import { diagnostic } from "../../diagnostics/diagnostic.ts";
import { entails, isNever } from "../../reason/compare-claims.ts";
import { matchesOnlyWith } from "../../reason/matches-only-with.ts";
import type { PackLintContext } from "./pack-lint-context.ts";
import type { ReadRule } from "./read-rules.ts";

/**
 * A rule that matches only users whom another one matches too, or the same users. Rungs of a ladder do so on purpose: a
 * narrower rule that is more severe than the wider one is not reported.
 */
export function impliedRules({ rules, symbols, report }: PackLintContext): void {
  // what matches nobody has a report of its own
  const live = rules.filter(({ when, except }) => !isNever(when) && (except === null || !entails(when, except)));
  for (const [i, narrow] of live.entries()) {
    for (const [k, wide] of live.entries()) {
      if (i === k || !matchesOnlyWith(narrow, wide)) continue;
      const same = matchesOnlyWith(wide, narrow);
      // of two rules that say the same, the later id is told of the earlier one
      if (same ? i < k : isMoreSevere(narrow, wide)) continue;
      const place = symbols.rules.get(narrow.rule.id)?.id.span ?? narrow.rule.span;
      const other = symbols.rules.get(wide.rule.id)?.id.span ?? wide.rule.span;
      const ids = { rule: narrow.rule.id, other: wide.rule.id };
      const secondary = [{ span: other, message: same ? "matches the same users" : "matches all of them and more" }];
      report(diagnostic(same ? "TC0614" : "TC0613", place, ids, { secondary }));
    }
  }
}

function isMoreSevere({ rule: a }: ReadRule, { rule: b }: ReadRule): boolean {
  const [left, right] = [a.metadata.severity, b.metadata.severity];
  return left !== null && right !== null && SEVERITIES.indexOf(left) > SEVERITIES.indexOf(right);
}
