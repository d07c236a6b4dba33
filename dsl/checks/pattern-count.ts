import type { Span } from "../ast/node.ts";
import { conditionChildren, operandsOf, valueChildren } from "../binder/bound-children.ts";
import type { BoundAttribute, BoundCondition, BoundRule, BoundValue } from "../binder/bound.ts";
import { diagnostic, type Diagnostic } from "../diagnostics/diagnostic.ts";
import { LIMITS } from "../types/limits.ts";

/** What a declaration needs: its own patterns, and those of the attributes it reads. */
type Patterns = ReadonlySet<string>;
type PatternsOf = ReadonlyMap<string, Patterns>;

/**
 * Refuses what needs more patterns than one statement holds. `attributes` come with what they read before them; `placeOf`
 * knows where a rule or attribute is named.
 */
export function checkPatternCounts(
  attributes: readonly BoundAttribute[],
  rules: readonly BoundRule[],
  placeOf: (name: string) => Span | undefined,
  report: (found: Diagnostic) => void,
): void {
  const known = new Map<string, Patterns>();
  const check = (name: string, { size }: Patterns, span: Span) => {
    if (size <= LIMITS.patterns) return;
    report(diagnostic("TC0411", placeOf(name) ?? span, { name, found: size, limit: LIMITS.patterns }));
  };
  for (const { name, body, span } of attributes) {
    const found = new Set<string>();
    if (body.kind === "value") collectFromValue(body.value, known, found);
    else collect(body.condition, known, found);
    known.set(name, found);
    check(name, found, span);
  }
  for (const { id, when, except, span } of rules) {
    const found = new Set<string>();
    collect(when, known, found);
    if (except !== null) collect(except, known, found);
    check(id, found, span);
  }
}

function collect(condition: BoundCondition, known: PatternsOf, found: Set<string>): void {
  if (condition.kind === "matches") found.add(JSON.stringify([condition.pattern, condition.ignoringCase]));
  for (const value of operandsOf(condition)) collectFromValue(value, known, found);
  for (const child of conditionChildren(condition)) collect(child, known, found);
}

function collectFromValue(value: BoundValue, known: PatternsOf, found: Set<string>): void {
  if (value.kind === "attribute_ref") for (const pattern of known.get(value.name) ?? []) found.add(pattern);
  if (value.kind === "aggregate" && value.select.where !== null) collect(value.select.where, known, found);
  for (const child of valueChildren(value)) collectFromValue(child, known, found);
}
