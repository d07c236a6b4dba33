import type { PresetDecl } from "../../ast/declaration.ts";
import type { BoundPreset } from "../../binder/bound.ts";
import { diagnostic, type SecondarySpan } from "../../diagnostics/diagnostic.ts";
import { excludes, isNever } from "../../reason/compare-claims.ts";
import { lowestScore } from "../../scoring/lowest-score.ts";
import type { PackLintContext } from "./pack-lint-context.ts";
import type { ReadRule } from "./read-rules.ts";

/** A threshold below every score that the preset's weights can give. A preset that weighs nothing is a start, and is left alone. */
export function unreachableThreshold({ pack, rules, symbols, report }: PackLintContext): void {
  const byId = new Map(rules.map((read) => [read.rule.id, read]));
  for (const preset of pack.presets) {
    const declaration = symbols.presets.get(preset.name);
    if (declaration === undefined || preset.weights.size === 0) continue;
    for (const target of ["review", "blacklist"] as const) reportTarget(target, preset, declaration, byId, report);
  }
}

function reportTarget(
  target: "review" | "blacklist",
  preset: BoundPreset,
  declaration: PresetDecl,
  rules: ReadonlyMap<string, ReadRule>,
  report: PackLintContext["report"],
): void {
  const threshold = preset[target];
  const at = declaration.thresholds.find((each) => each.target === target);
  if (threshold === null || at === undefined) return;
  // a rule that this pack does not know may be any rule; one that never matches weighs nothing
  const weighed = [...preset.weights].filter(([id]) => canMatch(rules.get(id)));
  const lowest = lowestScore(
    weighed.map(([, weight]) => weight),
    (a, b) => rivals(rules.get(weighed[a]?.[0] ?? ""), rules.get(weighed[b]?.[0] ?? "")),
    threshold,
  );
  if (lowest === null || lowest.score <= threshold) return;
  const chosen = new Set(lowest.chosen.map((place) => weighed[place]?.[0]));
  const secondary = declaration.entries.flatMap((entry): readonly SecondarySpan[] => {
    const id = entry.rule.text;
    if ((preset.weights.get(id) ?? 0) <= 0) return [];
    if (!canMatch(rules.get(id))) return [{ span: entry.span, message: "never matches" }];
    if (chosen.has(id)) return [{ span: entry.span, message: "counted" }];
    const rival = [...chosen].find((other) => other !== undefined && rivals(rules.get(id), rules.get(other)));
    return rival === undefined ? [] : [{ span: entry.span, message: `never matches together with \`${rival}\`` }];
  });
  report(diagnostic("TC0620", at.span, { target, threshold, lowest: lowest.score }, { secondary }));
}

function canMatch(read: ReadRule | undefined): boolean {
  return read === undefined || !isNever(read.when);
}

function rivals(a: ReadRule | undefined, b: ReadRule | undefined): boolean {
  return a !== undefined && b !== undefined && a !== b && excludes(a.when, b.when);
}
