import { countsRows } from "../../../dsl/ast/aggregates.ts";
import type { Scalar } from "../../../dsl/binder/bound.ts";
import { fieldType } from "../../../dsl/types/field-type.ts";
import { type RowSource, type SourceName, SOURCES } from "../../../dsl/types/sources.ts";
import type { ArithmeticExpr, CallExpr, Expr, MapLookupExpr } from "../../plan/expr.ts";
import type { PlanIndex } from "../../plan/plan-index.ts";
import type { PlanAggregate, PlanSequence } from "../../plan/plan.ts";
import type { Aim, Collector } from "./boundaries.ts";

/** What the walk through a rule knows: where it stands and where it leaves what it finds. */
export interface Walk {
  readonly index: PlanIndex;
  readonly into: Collector;
  /** Milliseconds since the epoch; `dayStart` is the start of its UTC day. */
  readonly asOf: number;
  readonly dayStart: number;
  /** Whose rows `row_field` reads. */
  readonly source: SourceName;
  /** Conditions hold values and values conditions: the other half of the walk. */
  readonly condition: (expr: Expr, wanted: boolean, walk: Walk) => void;
}

/** Asks for values of an expression, by asking for values of the fields it is computed from. */
export function aimAtValue(expr: Expr, aim: Aim<Scalar | null>, walk: Walk): void {
  switch (expr.kind) {
    case "user_field":
      return aimAtField("user", expr.path, aim, walk);
    case "row_field":
      return aimAtField(walk.source, expr.path, aim, walk);
    case "attribute": {
      const { value, type } = walk.index.attribute(expr.name);
      if (value === null) return;
      const outside: Walk = { ...walk, source: "user" };
      if (type.kind !== "bool") return aimAtValue(value, aim, outside);
      for (const wanted of aim.toward) if (typeof wanted === "boolean") walk.condition(value, wanted, outside);
      return;
    }
    case "aggregate":
    case "tied":
      return aimAtAggregate(walk.index.aggregate(expr.id), aim, walk);
    case "coalesce":
      aimAtValue(expr.left, aim, walk);
      return aimAtValue(expr.right, aim, walk);
    case "arithmetic":
      return aimAtArithmetic(expr, numbersOf(aim), walk);
    case "map_lookup":
      return aimAtKeys(expr, aim, walk);
    case "call":
      return aimAtCall(expr, aim, walk);
    default:
      return;
  }
}

/** A field at the end of a path; the rows on the way should be there. */
export function aimAtField(from: SourceName, path: readonly string[], aim: Aim<Scalar | null>, walk: Walk): void {
  let source = from;
  for (const field of path) {
    const type = fieldType(source, field)?.type;
    if (type?.kind !== "row") return walk.into.field(source, field, aim);
    walk.into.present(source, field);
    source = type.source;
  }
}

/** Values of an aggregate over rows: so many rows, or rows that hold them. */
function aimAtAggregate(aggregate: PlanAggregate, aim: Aim<Scalar | null>, walk: Walk): void {
  const inside: Walk = { ...walk, source: aggregate.source };
  if (aggregate.sequence !== null) return aimAtSequence(aggregate, aggregate.sequence, walk, inside);
  const numbers = numbersOf(aim);
  const keepsRows = numbers.toward.length === 0 || numbers.toward.some((wanted) => wanted > 0);
  const { fn } = aggregate;
  const counts = fn !== "any" && fn !== "every" && fn !== "sequence" && countsRows(fn);
  aimAtRows(aggregate, counts ? { toward: numbers.toward, near: numbers.near } : AT_LEAST_ONE, walk);
  if (aggregate.where !== null) walk.condition(aggregate.where, !counts || keepsRows, inside);
  if (aggregate.value !== null && !counts) aimAtValue(aggregate.value, aim, inside);
}

/** As many rows as its steps take, each of which some fit, as far apart as the whole may last. */
function aimAtSequence(aggregate: PlanAggregate, sequence: PlanSequence, walk: Walk, inside: Walk): void {
  const { steps, until, spanMs } = sequence;
  const rows = steps.reduce((sum, { times }) => sum + times, 0);
  aimAtRows(aggregate, { toward: [rows, rows * 2], near: [rows - 1, rows] }, walk);
  const edge = walk.asOf - spanMs;
  aimAtClock(aggregate.source, { toward: [walk.asOf, edge + 1], near: [edge - 1, edge, edge + 1] }, walk);
  if (aggregate.where !== null) walk.condition(aggregate.where, true, inside);
  for (const { where } of steps) walk.condition(where, true, inside);
  if (until !== null) walk.condition(until, false, inside);
}

const AT_LEAST_ONE: Aim<number> = { toward: [1, 2], near: [0, 1, 2] };

/** So many rows of an aggregate's source, at the edges of its span and of the newest it looks at. */
export function aimAtRows(aggregate: PlanAggregate, aim: Aim<number>, walk: Walk): void {
  const { fn, source, last, withinMs, where, window } = aggregate;
  const edges = [last, fn === "peak_rows" ? window : null].flatMap((edge) =>
    edge === null ? [] : [edge - 1, edge, edge + 1],
  );
  // Not every row will be one that counts.
  const more = where === null ? [] : aim.toward.map((count) => Math.ceil(count * 1.5));
  walk.into.count(source, countsOf({ toward: [...aim.toward, ...more], near: [...aim.near, ...edges] }));
  for (const span of [withinMs, fn === "peak_span" ? window : null]) {
    if (span === null) continue;
    const edge = walk.asOf - span;
    aimAtClock(source, { toward: [walk.asOf, edge + 1], near: [edge - 1, edge, edge + 1, walk.asOf] }, walk);
  }
}

function aimAtClock(source: RowSource, aim: Aim<number>, { into }: Walk): void {
  into.field(source, SOURCES[source].clock, aim);
}

/** A user of more rows costs as much as hundreds of others. */
const MOST_ROWS = 120;

function countsOf({ toward, near }: Aim<number>): Aim<number> {
  const possible = (counts: readonly number[]) => counts.filter((count) => count >= 0 && count <= MOST_ROWS);
  return { toward: possible(toward), near: possible(near) };
}

/** Solved for the side that is no literal; a difference of two fields of a row relates them. */
function aimAtArithmetic({ op, left, right }: ArithmeticExpr, aim: Aim<number>, walk: Walk): void {
  const solved = (solve: (value: number) => number): Aim<number> => mapAim(aim, solve);
  const [a, b] = [numberOf(left), numberOf(right)];
  if (a === null && b === null) {
    if (op === "-") relate(left, right, aim, walk);
    if (op === "+" || op === "*") for (const side of [left, right]) aimAtValue(side, aim, walk);
    return;
  }
  const [known, other] = a === null ? [b ?? 0, left] : [a, right];
  switch (op) {
    case "+":
      return aimAtValue(
        other,
        solved((value) => value - known),
        walk,
      );
    case "-":
      return aimAtValue(
        other,
        solved((value) => (a === null ? value + known : known - value)),
        walk,
      );
    case "*":
      return known === 0
        ? undefined
        : aimAtValue(
            other,
            solved((value) => Math.trunc(value / known)),
            walk,
          );
    case "div":
    case "mod":
      return aimAtValue(other, op === "div" ? solved((value) => value * known) : aim, walk);
  }
}

/** Two fields that stand in one row. */
export function relate(left: Expr, right: Expr, difference: Aim<number>, { into, source }: Walk): void {
  if (left.kind === "row_field" && right.kind === "row_field")
    relatePaths(source, left.path, right.path, difference, into);
  if (left.kind === "user_field" && right.kind === "user_field")
    relatePaths("user", left.path, right.path, difference, into);
}

function relatePaths(
  from: SourceName,
  left: readonly string[],
  right: readonly string[],
  difference: Aim<number>,
  into: Collector,
): void {
  const [leftField, rightField] = [left.at(-1), right.at(-1)];
  const sameRow = left.slice(0, -1).join(".") === right.slice(0, -1).join(".");
  if (!sameRow || leftField === undefined || rightField === undefined) return;
  let source = from;
  for (const field of left.slice(0, -1)) {
    const type = fieldType(source, field)?.type;
    if (type?.kind === "row") source = type.source;
  }
  into.relation({ source, left: leftField, right: rightField, difference });
}

/** Keys whose value is wanted; all keys where only some value is. */
function aimAtKeys({ map, key }: MapLookupExpr, aim: Aim<Scalar | null>, walk: Walk): void {
  const { entries } = walk.index.map(map);
  const keysOf = (values: readonly (Scalar | null)[]) =>
    entries.filter(([, value]) => values.includes(value)).map(([known]) => known);
  const unknown = aim.toward.includes(null) ? ["no such key"] : [];
  const all = entries.map(([known]) => known);
  aimAtValue(
    key,
    { toward: [...keysOf(aim.toward), ...unknown], near: [...keysOf(aim.near), ...all.slice(0, 20)] },
    walk,
  );
}

const DAY_MS = 86_400_000;
const LONGEST_TEXT = 2_000;

/** The arguments that give the wanted results, as far as one can tell. */
function aimAtCall({ fn, args }: CallExpr, aim: Aim<Scalar | null>, walk: Walk): void {
  const [first] = args;
  if (first === undefined) return;
  const numbers = numbersOf(aim);
  const textsOf = (character: string): Aim<string> => {
    const lengths = (wanted: readonly number[]) => wanted.filter((length) => length >= 0 && length <= LONGEST_TEXT);
    const make = (wanted: readonly number[]) => lengths(wanted).map((length) => character.repeat(length));
    return { toward: make(numbers.toward), near: make(numbers.near) };
  };
  switch (fn) {
    case "days_since": {
      const before = mapAim(numbers, (days) => walk.dayStart - days * DAY_MS);
      const edges = before.near.flatMap((time) => [time - 1, time, time + 1]);
      return aimAtValue(first, { toward: before.toward, near: edges }, walk);
    }
    case "length":
      return aimAtValue(first, { ...textsOf("x"), near: [...textsOf("x").near, ...textsOf("😀").near] }, walk);
    case "digits_in":
    case "longest_digit_run":
      return aimAtValue(first, textsOf("7"), walk);
    case "vowels_in":
      return aimAtValue(first, textsOf("A"), walk);
    case "consonants_in":
      return aimAtValue(first, textsOf("b"), walk);
    case "longest_symbol_run":
      return aimAtValue(first, textsOf("-"), walk);
    case "domain_of": {
      const address = (texts: readonly (Scalar | null)[]) => texts.map((text) => (text === null ? "x" : `x@${text}`));
      return aimAtValue(first, { toward: address(aim.toward), near: address(aim.near) }, walk);
    }
    default:
      for (const arg of args) aimAtValue(arg, aim, walk);
  }
}

function numbersOf({ toward, near }: Aim<Scalar | null>): Aim<number> {
  const isNumber = (value: Scalar | null): value is number => typeof value === "number";
  return { toward: toward.filter(isNumber), near: near.filter(isNumber) };
}

function mapAim(aim: Aim<number>, solve: (value: number) => number): Aim<number> {
  return { toward: aim.toward.map(solve), near: aim.near.map(solve) };
}

function numberOf(expr: Expr): number | null {
  return expr.kind === "literal" && typeof expr.value === "number" ? expr.value : null;
}
