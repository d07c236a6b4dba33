import type { BoundCondition, BoundSelect, BoundValue } from "./bound.ts";

/** The values directly inside a value, in source order; those of an aggregate's rows included. */
export function valueChildren(value: BoundValue): readonly BoundValue[] {
  switch (value.kind) {
    case "literal":
    case "list_ref":
    case "list_literal":
    case "attribute_ref":
    case "row_field":
      return [];
    case "negate":
      return [value.operand];
    case "arithmetic":
    case "coalesce":
      return [value.left, value.right];
    case "call":
      return value.args;
    case "map_lookup":
      return [value.key];
    case "aggregate": {
      const { select } = value;
      const ties = keysOf(select);
      const where = select.where === null ? [] : conditionValues(select.where);
      return [...(value.value === null ? [] : [value.value]), ...ties, ...where];
    }
  }
}

/** The outermost values of a condition, through all conditions inside it. */
export function conditionValues(condition: BoundCondition): readonly BoundValue[] {
  return [...operandsOf(condition), ...conditionChildren(condition).flatMap(conditionValues)];
}

/** The conditions directly inside a condition; not those inside its values. */
export function conditionChildren(condition: BoundCondition): readonly BoundCondition[] {
  switch (condition.kind) {
    case "and":
    case "or":
      return condition.operands;
    case "not":
      return [condition.operand];
    case "quantifier":
      return [...selectConditions(condition.select), condition.body];
    case "sequence": {
      const { select, steps, until } = condition;
      return [...selectConditions(select), ...steps.map((step) => step.condition), ...(until ? [until.condition] : [])];
    }
    default:
      return [];
  }
}

/** The values directly inside a condition; none for those made of conditions. */
export function operandsOf(condition: BoundCondition): readonly BoundValue[] {
  switch (condition.kind) {
    case "truth":
      return [condition.value];
    case "compare":
    case "overlaps":
      return [condition.left, condition.right];
    case "share":
      return [condition.kept, condition.all];
    case "in_range":
      return [condition.operand, condition.low, condition.high];
    case "in_list":
      return [condition.operand, condition.list];
    case "text_test":
      return [condition.subject, condition.needle];
    case "matches":
      return [condition.subject];
    case "is":
    case "is_new":
      return [condition.operand];
    case "sequence":
      return condition.by === null ? [] : [condition.by];
    case "before":
    case "and":
    case "or":
    case "not":
    case "quantifier":
      return [];
  }
}

/** Both sides of every relation with an outer row. */
export function keysOf({ ties, differs }: BoundSelect): readonly BoundValue[] {
  return [...ties, ...(differs === null ? [] : [differs])].flatMap((tie) => [tie.inner, tie.outer]);
}

function selectConditions({ where }: BoundSelect): readonly BoundCondition[] {
  return where === null ? [] : [where];
}
