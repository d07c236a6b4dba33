import { OPPOSITE } from "../../ast/conditions.ts";
import type { BoundShare } from "../../binder/bound.ts";
import { diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Place, PolarityContext } from "./report-negated.ts";

/** A share cannot be asked whether it is present: the comparison the other way round says what is meant. */
export function reportNegatedShare(
  { op, kept, percent }: BoundShare,
  { negation, target }: Place,
  { report, text }: PolarityContext,
): void {
  const share = text(kept.span);
  const secondary = negation === null ? [] : [{ span: negation, message: "negated here" }];
  const turned = OPPOSITE[op];
  const fixes =
    target === null || turned === "!="
      ? []
      : [{ title: "turn it round", edits: [{ span: target.span, text: `${share} ${turned} ${percent}%` }] }];
  report(diagnostic("TC0305", kept.span, {}, { secondary, fixes }));
}
