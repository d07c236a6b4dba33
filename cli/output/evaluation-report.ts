import { shownValue, type AttributeValue, type Outcome, type Plan, type ShownValue } from "../../compiler/index.ts";
import { typeText } from "../../dsl/types/type-text.ts";
import type { Type } from "../../dsl/types/type.ts";
import { trustScore } from "../../runtime/index.ts";
import type { Output } from "./output.ts";
import { plural } from "./print-diagnostics.ts";
import { table } from "./table.ts";
import { valueWords } from "./value-words.ts";

export interface JudgedRule {
  readonly id: string;
  readonly title: string;
  readonly outcome: Outcome;
  /** Null where nobody weighs it. */
  readonly weight: number | null;
}

export interface EvaluationReport {
  readonly user: string;
  readonly asOf: number;
  /** Null for the weights of the app, or for none. */
  readonly preset: string | null;
  readonly isWeighed: boolean;
  readonly rules: readonly JudgedRule[];
  readonly attributes: Readonly<Record<string, AttributeValue>>;
  readonly plan: Plan;
}

/** The score, the rules that match, those that cannot tell, and every attribute. */
export function printEvaluation(report: EvaluationReport, { print, colors: { bold, dim } }: Output): void {
  const { user, asOf, preset, rules, attributes, plan } = report;
  const score = scoreOf(report);
  const weighed = score === null ? "" : ` score ${score}${preset === null ? "" : ` by ${preset}`}`;
  print(`${bold(user)}${weighed}\n${dim(`as of ${new Date(asOf).toISOString()}`)}`);
  const matched = rules.filter(({ outcome }) => outcome === true).toSorted(byWeight);
  print(`\n${bold("Matches")} ${matched.length} of ${plural(rules.length, "rule")}`);
  if (matched.length > 0) print(table(matched.map(({ id, title, weight }) => [`  ${id}`, title, weight ?? ""])));
  const unknown = rules.filter(({ outcome }) => outcome === null).map(({ id }) => id);
  if (unknown.length > 0) print(`\n${bold("Unknown")} ${unknown.join(", ")}`);
  print(`\n${bold("Attributes")}`);
  print(
    table(
      plan.attributes.map(({ name, type }) => [
        `  ${name}`,
        `= ${valueWords(shown(attributes[name], type), typeText(type))}`,
      ]),
    ),
  );
}

/** The same for programs. Times in milliseconds, as attributes have them; null is missing or unknown. */
export function evaluationJson(report: EvaluationReport): object {
  const { user, asOf, preset, rules, attributes } = report;
  return {
    user,
    asOf: new Date(asOf).toISOString(),
    preset,
    score: scoreOf(report),
    rules: rules.map(({ outcome, ...rule }) => ({
      ...rule,
      outcome: outcome === null ? "unknown" : outcome ? "match" : "no_match",
    })),
    attributes,
  };
}

/** Null where nothing was weighed. */
function scoreOf({ rules, isWeighed }: EvaluationReport): number | null {
  if (!isWeighed) return null;
  return trustScore(rules.filter(({ outcome }) => outcome === true).map(({ weight }) => weight ?? 0));
}

function byWeight(a: JudgedRule, b: JudgedRule): number {
  return (b.weight ?? 0) - (a.weight ?? 0) || (a.id < b.id ? -1 : 1);
}

function shown(value: AttributeValue | undefined, type: Type): ShownValue {
  const list = typeof value === "object" && value !== null;
  return shownValue(list ? new Set(value) : (value ?? null), type);
}
