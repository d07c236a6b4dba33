import type { Block } from "../ast/groups.ts";
import type { SequenceExpr, SequenceStep } from "../ast/sequences.ts";
import { diagnostic } from "../diagnostics/diagnostic.ts";
import { LIMITS } from "../types/limits.ts";
import { bindRowCount, bindSpan } from "./bind-constant.ts";
import { bindValue } from "./bind-value.ts";
import type { BoundRowField, BoundSequence } from "./bound.ts";
import type { Scope } from "./scope.ts";

/** `sequence of events spanning 30m { … }`; never inside a row: it is about many of them. */
export function bindSequence(expr: SequenceExpr, scope: Scope): BoundSequence | null {
  if (scope.frames.length > 0) {
    scope.report(diagnostic("TC0234", { ...expr.span, end: expr.span.start + "sequence".length }, {}));
    return null;
  }
  if (expr.steps.length > LIMITS.steps) {
    scope.report(diagnostic("TC0412", expr.span, { limit: LIMITS.steps, found: expr.steps.length }));
    return null;
  }
  const bound = scope.env.parts.select(expr.source, scope);
  const spanMs = bindSpan(expr.spanning, scope, "`spanning`");
  if (bound === null) return null;
  const { select, rows } = bound;
  const by = expr.by === null ? null : (bindKey(expr.by, rows) ?? undefined);
  const steps = expr.steps.map((step) => bindStep(step, rows)).filter((step) => step !== null);
  const until = expr.until === null ? null : (bindUntil(expr.until, rows) ?? undefined);
  if (by === undefined || until === undefined || spanMs === null || steps.length < expr.steps.length) return null;
  return { kind: "sequence", select, by, spanMs, steps, until, span: expr.span };
}

function bindKey(expr: NonNullable<SequenceExpr["by"]>, rows: Scope): BoundRowField | null {
  const key = bindValue(expr, rows, null);
  // a path that begins with a dot leads to a field, and nowhere else
  return key?.kind === "row_field" ? key : null;
}

function bindStep({ body, times }: SequenceStep, rows: Scope): BoundSequence["steps"][number] | null {
  const condition = bindBody(body, rows);
  const count = times === null ? 1 : bindRowCount(times, rows, "`times`", LIMITS.times);
  return condition === null || count === null ? null : { condition, times: count };
}

function bindUntil({ body, span }: NonNullable<SequenceExpr["until"]>, rows: Scope): BoundSequence["until"] {
  const condition = bindBody(body, rows);
  return condition && { condition, span: { ...span, end: span.start + "until".length } };
}

const bindBody = (body: Block, rows: Scope) => rows.env.parts.block(body, rows);
