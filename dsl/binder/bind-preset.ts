import type { PresetDecl, PresetEntry, PresetThreshold } from "../ast/declaration.ts";
import { diagnostic } from "../diagnostics/diagnostic.ts";
import { suggest } from "../diagnostics/suggest.ts";
import { bindConstant } from "./bind-constant.ts";
import type { BoundPreset } from "./bound.ts";
import type { Expr } from "../ast/expr.ts";
import type { Scope } from "./scope.ts";
import { suggestionFix } from "./suggestion-fix.ts";

/** The weights that have a name. A positive weight lowers trust, a negative one raises it. */
export const NAMED_WEIGHTS = { positive: -20, none: 0, medium: 10, high: 20, extreme: 70 } as const;

const WEIGHT_RANGE = { min: -100, max: 100 } as const;
const THRESHOLD_RANGE = { review: { min: 0, max: 99 }, blacklist: { min: 0, max: 98 } } as const;

/** A preset; a threshold that is not given is off. A weight of a rule that does not exist is kept: the rule may yet come. */
export function bindPreset(declaration: PresetDecl, scope: Scope): BoundPreset {
  const { name, title, description, span } = declaration;
  const review = bindThreshold("review", declaration, scope);
  const blacklist = bindThreshold("blacklist", declaration, scope);
  if (review !== null && blacklist !== null && blacklist >= review) {
    const at = declaration.thresholds.find(({ target }) => target === "blacklist");
    scope.report(diagnostic("TC0508", at?.span ?? name.span, {}));
  }
  const weights = new Map<string, number>();
  for (const entry of declaration.entries) {
    const rule = entry.rule.text;
    const weight = bindWeight(entry, scope);
    if (weights.has(rule)) scope.report(diagnostic("TC0509", entry.rule.span, { rule }));
    if (!scope.env.symbols.rules.has(rule) && rule !== "") {
      scope.report(diagnostic("TC0606", entry.rule.span, { preset: name.text, rule }));
    }
    if (weight !== null) weights.set(rule, weight);
  }
  return { name: name.text, title, description, review, blacklist, weights, span };
}

function bindThreshold(target: PresetThreshold["target"], { thresholds }: PresetDecl, scope: Scope): number | null {
  const [first, second] = thresholds.filter((threshold) => threshold.target === target);
  if (second !== undefined) scope.report(diagnostic("TC0505", second.span, { key: target }));
  if (first === undefined || first.atOrBelow === null) return null;
  return wholeNumber(first.atOrBelow, `the ${target} threshold`, THRESHOLD_RANGE[target], scope);
}

function bindWeight({ weight }: PresetEntry, scope: Scope): number | null {
  if (weight.kind !== "named_weight") return wholeNumber(weight, "a weight", WEIGHT_RANGE, scope);
  const { text: word, span } = weight.name;
  if (isNamedWeight(word)) return NAMED_WEIGHTS[word];
  const suggestion = suggest(word, Object.keys(NAMED_WEIGHTS));
  if (word !== "")
    scope.report(diagnostic("TC0506", span, { name: word, suggestion }, { fixes: suggestionFix(span, suggestion) }));
  return null;
}

function wholeNumber(
  expr: Expr,
  what: string,
  { min, max }: { readonly min: number; readonly max: number },
  scope: Scope,
): number | null {
  const constant = bindConstant(expr, scope, { kind: "int" }, what);
  if (constant === null) return null;
  const { value } = constant;
  if (constant.type.kind === "int" && typeof value === "number" && value >= min && value <= max) return value;
  scope.report(diagnostic("TC0507", expr.span, { what, min, max }));
  return null;
}

function isNamedWeight(word: string): word is keyof typeof NAMED_WEIGHTS {
  return Object.hasOwn(NAMED_WEIGHTS, word);
}
