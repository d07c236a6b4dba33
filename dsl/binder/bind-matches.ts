import type { MatchesExpr } from "../ast/conditions.ts";
import { diagnostic, type Fix } from "../diagnostics/diagnostic.ts";
import { automatonOf } from "../regex/automaton.ts";
import { MAX_STATES, type Pattern } from "../regex/pattern.ts";
import { plainTextOf, type PlainText } from "../regex/plain-text.ts";
import { readPattern } from "../regex/read-pattern.ts";
import { findsAlways, findsNever } from "../regex/worth.ts";
import { quote } from "../source/string-literal.ts";
import { bindTyped } from "./bind-value.ts";
import type { BoundCondition } from "./bound.ts";
import type { Scope } from "./scope.ts";

/** `x matches /re/`: what is not missing holds the pattern or does not. */
export function bindMatches(expr: MatchesExpr, scope: Scope): BoundCondition | null {
  const { operand, pattern: literal, ignoringCase, span } = expr;
  const subject = bindTyped(operand, scope, { kind: "string" });
  if (subject === null) return null;
  const { pattern } = readPattern(literal.text, { ignoringCase });
  if (pattern === null) throw new Error("invariant: the parser lets no other pattern pass");
  if (!saysSomething(pattern, expr, scope)) return null;
  return { kind: "matches", subject, pattern: literal.text, ignoringCase, span };
}

function saysSomething(pattern: Pattern, expr: MatchesExpr, scope: Scope): boolean {
  const { span } = expr.pattern;
  const automaton = automatonOf(pattern);
  if (automaton === null) {
    scope.report(diagnostic("TC0410", span, { what: "states", found: MAX_STATES, limit: MAX_STATES }));
    return false;
  }
  if (findsAlways(automaton)) {
    scope.report(diagnostic("TC0226", span, {}));
    return false;
  }
  if (findsNever(automaton)) {
    scope.report(diagnostic("TC0227", span, {}));
    return false;
  }
  const plain = plainTextOf(pattern);
  if (plain !== null && !expr.ignoringCase) warnAboutPlainText(plain, expr, scope);
  return true;
}

function warnAboutPlainText({ op, text }: PlainText, expr: MatchesExpr, scope: Scope): void {
  const end = expr.pattern.span.end;
  const instead = `${op} ${quote(text)}`;
  const start = expr.operand.span.end;
  const fix: Fix = {
    title: `write \`${instead}\``,
    edits: [{ span: { ...expr.span, start, end }, text: ` ${instead}` }],
  };
  scope.report(diagnostic("TC0228", expr.pattern.span, { instead }, { fixes: [fix] }));
}
