import { conditionChildren } from "../../binder/bound-children.ts";
import type { BoundCondition, BoundInList } from "../../binder/bound.ts";
import { diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Interval } from "../../binder/interval.ts";
import { isInside } from "./find-in-pack.ts";
import { shortText } from "./line-text.ts";
import type { PackLintContext } from "./pack-lint-context.ts";

/** A number among the entries after `in` that the value never is; where that is true of all of them, TC0607 says so. */
export function impossibleEntry({ roots, rangeOf, text, report }: PackLintContext): void {
  for (const { root, declaration } of roots) {
    for (const { operand, list, span } of memberships(root.condition)) {
      if (list.kind !== "list_literal" || operand.type.kind !== "int" || !isInside(span, declaration)) continue;
      const range = rangeOf(operand);
      const entries = list.values.filter((value) => isOutside(value, range));
      if (entries.length === 0 || entries.length === list.values.length) continue;
      report(
        diagnostic("TC0618", list.span, {
          entries: entries.map(String),
          value: shortText(text(operand.span)),
          ...range,
        }),
      );
    }
  }
}

function isOutside(value: unknown, { low, high }: Interval): boolean {
  return typeof value === "number" && (value < low || value > high);
}

/** Of one root: what quantifiers ask of their rows is a root of its own. */
function memberships(condition: BoundCondition): readonly BoundInList[] {
  if (condition.kind === "in_list") return [condition];
  return condition.kind === "quantifier" ? [] : conditionChildren(condition).flatMap(memberships);
}
