import { conditionChildren, operandsOf, valueChildren } from "../binder/bound-children.ts";
import type { BoundCondition, BoundValue } from "../binder/bound.ts";
import { insideRow, NO_ROWS, type RowNames } from "./canonical.ts";

/** A condition that is asked for one user or one row: of a declaration, of the rows of an aggregate, of a quantifier. */
export interface Root {
  readonly condition: BoundCondition;
  readonly names: RowNames;
}

/** The condition itself and all that are asked for rows inside it. */
export function rootsOf(condition: BoundCondition): readonly Root[] {
  return [{ condition, names: NO_ROWS }, ...within(condition, NO_ROWS)];
}

/** The conditions of all aggregates inside a value. */
export function rootsOfValue(value: BoundValue, names: RowNames = NO_ROWS): readonly Root[] {
  if (value.kind !== "aggregate") return valueChildren(value).flatMap((child) => rootsOfValue(child, names));
  const { select, value: of } = value;
  const inside = insideRow(select.row, names);
  const counted = of === null ? [] : rootsOfValue(of, inside);
  return select.where === null ? counted : [...counted, ...rows(select.where, inside)];
}

function within(condition: BoundCondition, names: RowNames): readonly Root[] {
  if (condition.kind === "quantifier") return rows(condition.body, insideRow(condition.select.row, names));
  return [
    ...operandsOf(condition).flatMap((value) => rootsOfValue(value, names)),
    ...conditionChildren(condition).flatMap((child) => within(child, names)),
  ];
}

function rows(condition: BoundCondition, names: RowNames): readonly Root[] {
  return [{ condition, names }, ...within(condition, names)];
}
