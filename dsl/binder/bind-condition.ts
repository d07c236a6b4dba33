import type { LogicalExpr, NotExpr } from "../ast/conditions.ts";
import type { Expr } from "../ast/expr.ts";
import type { Block, GroupExpr } from "../ast/groups.ts";
import { diagnostic } from "../diagnostics/diagnostic.ts";
import { typeText } from "../types/type-text.ts";
import { bindCompare } from "./bind-compare.ts";
import { bindDefineCall } from "./bind-define-call.ts";
import { bindIn } from "./bind-in.ts";
import { bindIs } from "./bind-is.ts";
import { bindIsNew } from "./bind-is-new.ts";
import { bindMatches } from "./bind-matches.ts";
import { bindQuantifier } from "./bind-quantifier.ts";
import { bindSequence } from "./bind-sequence.ts";
import { bindTextTest } from "./bind-text-test.ts";
import { bindValue } from "./bind-value.ts";
import type { BoundCondition } from "./bound.ts";
import { joinConditions } from "./join-conditions.ts";
import type { Scope } from "./scope.ts";
import { spend } from "./spend.ts";

/** Binds an expression where a condition is wanted. */
export function bindCondition(expr: Expr, scope: Scope): BoundCondition | null {
  if (!spend(scope, expr.span)) return null;
  switch (expr.kind) {
    case "compare":
      return bindCompare(expr, scope);
    case "in":
      return bindIn(expr, scope);
    case "text_test":
      return bindTextTest(expr, scope);
    case "matches":
      return bindMatches(expr, scope);
    case "is":
      return bindIs(expr, scope);
    case "is_new":
      return bindIsNew(expr, scope);
    case "not":
      return bindNot(expr, scope);
    case "logical":
      return bindLogical(expr, scope);
    case "paren":
      return bindCondition(expr.inner, scope);
    case "group":
      return bindGroup(expr, scope);
    case "quantifier":
      return bindQuantifier(expr, scope);
    case "sequence":
      return bindSequence(expr, scope);
    case "error":
      return null;
    case "call":
      if (scope.env.symbols.named.get(expr.callee.text)?.kind === "define") return bindDefineCall(expr, scope);
      return bindTruth(expr, scope);
    default:
      return bindTruth(expr, scope);
  }
}

/** The conditions of `{ … }`, joined by "and". */
export function bindBlock(block: Block, scope: Scope): BoundCondition | null {
  return joinConditions("and", bindAll(block.conditions, scope), block.span);
}

function bindTruth(expr: Expr, scope: Scope): BoundCondition | null {
  const value = bindValue(expr, scope, null);
  if (value === null) return null;
  if (value.type.kind === "bool") return { kind: "truth", value, span: expr.span };
  const end = { ...expr.span, start: expr.span.end };
  const text = value.type.kind === "int" ? " > 0" : value.optional ? " is present" : null;
  const fixes = text === null ? [] : [{ title: `add \`${text.trim()}\``, edits: [{ span: end, text }] }];
  scope.report(diagnostic("TC0205", expr.span, { type: typeText(value.type) }, { fixes }));
  return null;
}

function bindNot({ operand, span }: NotExpr, scope: Scope): BoundCondition | null {
  const bound = bindCondition(operand, scope);
  return bound && { kind: "not", operand: bound, span };
}

function bindLogical(expr: LogicalExpr, scope: Scope): BoundCondition | null {
  return joinConditions(expr.op, bindAll(chain(expr), scope), expr.span);
}

/** `a and b and c` as a list: a long line must not become a deep tree. */
function chain(expr: LogicalExpr): readonly Expr[] {
  const operands: Expr[] = [];
  let rest: Expr = expr;
  while (rest.kind === "logical" && rest.op === expr.op) {
    operands.unshift(rest.right);
    rest = rest.left;
  }
  return [rest, ...operands];
}

function bindGroup({ op, body, span }: GroupExpr, scope: Scope): BoundCondition | null {
  const conditions = bindAll(body.conditions, scope);
  if (op !== "none") return joinConditions(op === "all" ? "and" : "or", conditions, span);
  const operand = joinConditions("or", conditions, span);
  return operand && { kind: "not", operand, span };
}

/** Null when one of them failed: every line is bound all the same, so that each reports its own mistakes. */
function bindAll(exprs: readonly Expr[], scope: Scope): readonly BoundCondition[] | null {
  const bound: BoundCondition[] = [];
  for (const expr of exprs) {
    const condition = bindCondition(expr, scope);
    if (condition !== null) bound.push(condition);
  }
  return bound.length === exprs.length ? bound : null;
}
