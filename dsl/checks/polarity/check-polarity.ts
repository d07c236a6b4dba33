import { conditionValues, keysOf, operandsOf, valueChildren } from "../../binder/bound-children.ts";
import type { BoundAggregate, BoundCondition, BoundSelect, BoundSequence, BoundValue } from "../../binder/bound.ts";
import type { Span } from "../../ast/node.ts";
import { diagnostic } from "../../diagnostics/diagnostic.ts";
import { countBound } from "./count-bound.ts";
import { guardsWithin, NO_GUARDS, type Guards } from "./guards.ts";
import { missingParts, unknownRowParts } from "./missing-values.ts";
import { reportNegatedShare } from "./report-negated-share.ts";
import { reportNegated, type Place, type PolarityContext } from "./report-negated.ts";

/**
 * Refuses values that may be missing under a negation, so that "missing means no" gives the same matches as three-valued
 * logic: in the condition itself, in the bodies of quantifiers, and again from the start in the rows of every aggregate.
 */
export function checkPolarity(condition: BoundCondition, context: PolarityContext): void {
  walk(condition, { negation: null, negative: false, strict: false, rows: false, target: null }, NO_GUARDS, context);
}

/** The rows of the aggregates inside a value, each a scope of its own. */
export function checkValuePolarity(value: BoundValue, context: PolarityContext): void {
  walkValue(value, NO_GUARDS, context);
}

function walk(condition: BoundCondition, place: Place, guards: Guards, context: PolarityContext): void {
  switch (condition.kind) {
    case "and":
    case "or": {
      const inner = guardsWithin(condition, guards);
      for (const operand of condition.operands) walk(operand, { ...place, target: null }, inner, context);
      return;
    }
    case "not":
      walk(condition.operand, negated(condition, place, context), guards, context);
      return;
    case "quantifier": {
      const { op, body, select } = condition;
      const word: Span = { ...condition.span, end: condition.span.start + op.length };
      const inner = op === "no" ? { ...place, negative: !place.negative, negation: word } : place;
      if (select.where !== null) walkRows(select.where, guards, context);
      walk(body, { ...inner, target: null }, guards, context);
      return;
    }
    case "sequence":
      walkSequence(condition, guards, context);
      return;
    default:
      walkAtom(condition, place, guards, context);
  }
}

/** Every step begins anew; a row counts for `until` only where it is true, so nothing in there may be unknown. */
function walkSequence({ select, steps, until }: BoundSequence, guards: Guards, context: PolarityContext): void {
  if (select.where !== null) walkRows(select.where, guards, context);
  for (const { condition } of steps) walkRows(condition, guards, context);
  if (until === null) return;
  const place: Place = { negation: until.span, negative: true, strict: true, rows: true, target: null };
  walk(until.condition, place, guards, context);
}

function negated(condition: BoundCondition & { kind: "not" }, place: Place, context: PolarityContext): Place {
  const { operand, span } = condition;
  const text = context.text(span);
  const isNone = text.startsWith("none");
  const negation =
    operand.span.start === span.start && !isNone
      ? between(operand, context)
      : { ...span, end: span.start + (isNone ? 4 : 3) };
  const target = isNone || place.target !== null ? null : { span, negative: place.negative };
  return { ...place, negative: !place.negative, negation, target };
}

function walkAtom(condition: BoundCondition, place: Place, guards: Guards, context: PolarityContext): void {
  const differs = condition.kind === "compare" && condition.op === "!=";
  const negatedShare = condition.kind === "share" && (place.negative || place.strict || condition.op === "!=");
  if (negatedShare) reportNegatedShare(condition, place, context);
  const bound = negatedShare ? null : countBound(condition, place.negative);
  if ((place.negative || place.strict || differs) && condition.kind !== "is") {
    const parts = operandsOf(condition).flatMap((value) => missingParts(value, guards, context.attributes));
    const inner = differs && place.negation === null ? { ...place, negation: between(condition, context) } : place;
    if (parts.length > 0) reportNegated(parts, condition, inner, context);
  }
  for (const value of operandsOf(condition)) {
    if (bound !== null && value === bound.aggregate)
      walkBoundedRows(bound.aggregate, bound.zero, condition, guards, context);
    else walkValue(value, guards, context);
  }
}

/** Rows of a count that has an upper bound: none at all is a negation, fewer than some is worth a warning. */
function walkBoundedRows(
  aggregate: BoundAggregate,
  zero: boolean,
  condition: BoundCondition,
  guards: Guards,
  context: PolarityContext,
): void {
  const { select, value } = aggregate;
  if (value !== null) walkValue(value, guards, context);
  const [first] = unknownRowParts(select, guards, context.attributes);
  if (first === undefined || !zero) {
    walkSelect(select, guards, context);
    if (first !== undefined) {
      const secondary = [{ span: condition.span, message: "this bounds the number from above" }];
      context.report(diagnostic("TC0303", first.span, { value: context.text(first.span) }, { secondary }));
    }
    return;
  }
  // Only true rows are counted, so a second negation does not make up for the first: nothing in here may be unknown.
  // The user is judged by the lack of rows, so fixes speak of a match.
  const place: Place = { negation: condition.span, negative: true, strict: true, rows: false, target: null };
  if (select.where !== null) walk(select.where, place, guards, context);
  const inner = select.where === null ? guards : guardsWithin(asConjunction(select.where), guards);
  const keys = keysOf(select).flatMap((key) => missingParts(key, inner, context.attributes));
  if (keys.length > 0) reportNegated(keys, null, place, context);
}

function walkRows(where: BoundCondition, guards: Guards, context: PolarityContext): void {
  walk(where, { negation: null, negative: false, strict: false, rows: true, target: null }, guards, context);
}

function walkValue(value: BoundValue, guards: Guards, context: PolarityContext): void {
  if (value.kind !== "aggregate") {
    for (const child of valueChildren(value)) walkValue(child, guards, context);
    return;
  }
  if (value.value !== null) walkValue(value.value, guards, context);
  walkSelect(value.select, guards, context);
}

/** The rows of an aggregate; a difference from an outer row is a negation as any `!=`. */
function walkSelect({ where, differs }: BoundSelect, guards: Guards, context: PolarityContext): void {
  if (where !== null) walkRows(where, guards, context);
  if (differs === null) return;
  const inner = where === null ? guards : guardsWithin(asConjunction(where), guards);
  const parts = [differs.inner, differs.outer].flatMap((key) => missingParts(key, inner, context.attributes));
  const place: Place = { negation: null, negative: true, strict: true, rows: true, target: null };
  if (parts.length > 0) reportNegated(parts, null, place, context);
}

function asConjunction(where: BoundCondition): BoundCondition {
  return where.kind === "and" ? where : { kind: "and", operands: [where], span: where.span };
}

/** The operator between the two sides of a comparison. */
function between(condition: BoundCondition, context: PolarityContext): Span {
  const [left, right] = condition.kind === "and" || condition.kind === "or" ? [] : conditionValues(condition);
  const { span } = condition;
  if (left === undefined || right === undefined || left.span.file !== span.file || right.span.file !== span.file)
    return span;
  const start = left.span.end;
  const end = right.span.start;
  if (start < span.start || end > span.end || start >= end) return span;
  const text = context.text({ ...span, start, end });
  return {
    ...span,
    start: start + (text.length - text.trimStart().length),
    end: end - (text.length - text.trimEnd().length),
  };
}
