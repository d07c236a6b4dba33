import type { BoundCondition, BoundQuantifier, BoundSequence, Scalar } from "../../dsl/binder/bound.ts";
import { SAFE } from "../../dsl/binder/interval.ts";
import { PREVIOUS } from "../../dsl/types/sources.ts";
import type { Type } from "../../dsl/types/type.ts";
import type { CompareExpr, Expr } from "./expr.ts";
import { lowerSelect, lowerValue } from "./lower-value.ts";
import { internAggregate, type Lowering, type Scope } from "./lowering.ts";

const BOOL: Type = { kind: "bool" };

/** A condition becomes a `bool` that is missing where the condition is unknown. */
export function lowerCondition(node: BoundCondition, scope: Scope, lowering: Lowering): Expr {
  return lowering.places.record(node, () => conditionExpr(node, scope, lowering));
}

function conditionExpr(node: BoundCondition, scope: Scope, lowering: Lowering): Expr {
  const value = (operand: Parameters<typeof lowerValue>[0]) => lowerValue(operand, scope, lowering);
  switch (node.kind) {
    case "truth":
      return value(node.value);
    case "compare":
      return compare(node.op, value(node.left), value(node.right));
    case "share": {
      const { op, percent } = node;
      return { kind: "share", type: BOOL, nullable: true, op, kept: value(node.kept), all: value(node.all), percent };
    }
    case "in_range": {
      const operand = value(node.operand);
      const bounds = [compare(">=", operand, value(node.low)), compare("<=", operand, value(node.high))];
      return logical(
        "and",
        bounds.map((bound) => lowering.places.record(node, () => bound)),
      );
    }
    case "in_list": {
      const operand = value(node.operand);
      const list = value(node.list);
      const containment = operand.type.kind === "ip" && list.type.kind === "list" && list.type.element.kind === "cidr";
      return { kind: "in_list", type: BOOL, nullable: operand.nullable || list.nullable, operand, list, containment };
    }
    case "overlaps": {
      const left = value(node.left);
      const right = value(node.right);
      return { kind: "overlaps", type: BOOL, nullable: left.nullable || right.nullable, left, right };
    }
    case "text_test": {
      const { op, anyOf, ignoringCase } = node;
      const subject = value(node.subject);
      const needle = value(node.needle);
      const nullable = subject.nullable || needle.nullable;
      return { kind: "text_test", type: BOOL, nullable, op, anyOf, ignoringCase, subject, needle };
    }
    case "matches": {
      const { pattern, ignoringCase } = node;
      const subject = value(node.subject);
      return { kind: "matches", type: BOOL, nullable: subject.nullable, pattern, ignoringCase, subject };
    }
    case "is": {
      const operand = value(node.operand);
      const nullable = operand.kind === "row_field" && operand.path[0] === PREVIOUS;
      return { kind: "is", type: BOOL, nullable, present: node.present, operand };
    }
    case "is_new": {
      const operand = value(node.operand);
      if (operand.kind !== "row_field") throw new Error("invariant: only a field of a row can be new");
      return { kind: "is_new", type: BOOL, nullable: true, operand, withinMs: node.withinMs };
    }
    case "before":
      return { kind: "before", type: BOOL, nullable: false, moment: node.moment };
    case "not":
      return negation(lowerCondition(node.operand, scope, lowering));
    case "and":
    case "or":
      return logical(
        node.kind,
        node.operands.map((operand) => lowerCondition(operand, scope, lowering)),
      );
    case "quantifier":
      return lowerQuantifier(node, lowering);
    case "sequence":
      return lowerSequence(node, lowering);
  }
}

function compare(op: CompareExpr["op"], left: Expr, right: Expr): Expr {
  if (left.kind === "literal" && right.kind === "literal") {
    return { kind: "literal", type: BOOL, nullable: false, value: compareConstants(op, left.value, right.value) };
  }
  return { kind: "compare", type: BOOL, nullable: left.nullable || right.nullable, op, left, right };
}

/** Every value has one spelling: addresses and networks are canonical text. */
function compareConstants(op: CompareExpr["op"], left: Scalar, right: Scalar): boolean {
  switch (op) {
    case "==":
      return left === right;
    case "!=":
      return left !== right;
    case "<":
      return left < right;
    case "<=":
      return left <= right;
    case ">":
      return left > right;
    case ">=":
      return left >= right;
  }
}

function negation(operand: Expr): Expr {
  return { kind: "not", type: BOOL, nullable: operand.nullable, operand };
}

/** Nested groups of one kind are one group: blocks in blocks read as one list of conditions. */
function logical(kind: "and" | "or", operands: readonly Expr[]): Expr {
  const flat = operands.flatMap((operand) => (operand.kind === kind ? operand.operands : [operand]));
  const [only] = flat;
  if (only !== undefined && flat.length === 1) return only;
  return { kind, type: BOOL, nullable: flat.some((operand) => operand.nullable), operands: flat };
}

function lowerQuantifier(node: BoundQuantifier, lowering: Lowering): Expr {
  const body = lowerCondition(node.body, { row: node.select.row }, lowering);
  const definition = {
    ...lowerSelect(node.select, lowering),
    fn: node.op === "every" ? "every" : "any",
    value: body,
    window: null,
    sequence: null,
    type: BOOL,
    nullable: body.nullable,
  } as const;
  const { id } = internAggregate(lowering, definition, SAFE);
  const { record, mention } = lowering.places;
  const truth = record(node, () => mention({ kind: "aggregate", type: BOOL, nullable: body.nullable, id }, definition));
  return node.op === "no" ? negation(truth) : truth;
}

function lowerSequence({ select, by, spanMs, steps, until }: BoundSequence, lowering: Lowering): Expr {
  const scope: Scope = { row: select.row };
  const key = by === null ? null : lowerValue(by, scope, lowering);
  if (key !== null && key.kind !== "row_field") throw new Error("invariant: a sequence goes by a field of its rows");
  const sequence = {
    by: key,
    spanMs,
    steps: steps.map(({ condition, times }) => ({ where: lowerCondition(condition, scope, lowering), times })),
    until: until === null ? null : lowerCondition(until.condition, scope, lowering),
  };
  const definition = {
    ...lowerSelect(select, lowering),
    fn: "sequence",
    value: null,
    window: null,
    sequence,
    type: BOOL,
    nullable: false,
  } as const;
  const { id } = internAggregate(lowering, definition, SAFE);
  return lowering.places.mention({ kind: "aggregate", type: BOOL, nullable: false, id }, definition);
}
