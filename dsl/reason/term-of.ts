import { countsRows } from "../ast/aggregates.ts";
import type { BoundAggregate, BoundSelect, BoundValue } from "../binder/bound.ts";
import { canonicalKey, insideRow, tieKeys } from "./canonical.ts";
import type { Measure, Rows, Term } from "./claim.ts";
import { isNever } from "./compare-claims.ts";
import type { ReasonScope } from "./reason-scope.ts";
import { universeOf } from "./universe.ts";
import { numbers } from "./values.ts";

/** A value as something to speak of. */
export function termOf(value: BoundValue, scope: ReasonScope): Term {
  return withoutRows({
    key: canonicalKey(value, scope.names),
    universe: universeOf(value, scope.intervals),
    value,
    measure: value.kind === "aggregate" ? measureOf(value, scope) : null,
  });
}

/** A measure of rows that no user can have is 0. */
export function withoutRows(term: Term): Term {
  const where = term.measure?.rows.where ?? null;
  if (where === null || !isNever(where)) return term;
  return { ...term, universe: { ...term.universe, values: numbers([0]) } };
}

/** The value an attribute stands for; attributes inside the body of another stay whole, so that nothing grows without bound. */
export function resolved(value: BoundValue, scope: ReasonScope): BoundValue {
  let found = value;
  let inside = scope.usedAt !== null;
  while (found.kind === "attribute_ref") {
    const body = scope.attribute(found.name)?.body;
    if (body?.kind !== "value" || (inside && body.value.kind !== "attribute_ref")) return found;
    found = body.value;
    inside = true;
  }
  return found;
}

/** The kind of measure that `count(SRC)` is. */
export const COUNT = "count  ";

function measureOf(aggregate: BoundAggregate, scope: ReasonScope): Measure | null {
  const { fn, select, value, window } = aggregate;
  if (!countsRows(fn)) return null;
  const counted = value === null ? "" : canonicalKey(value, insideRow(select.row, scope.names));
  return { kind: `${fn} ${window ?? ""} ${counted}`, rows: rowsOf(select, scope) };
}

export function rowsOf(select: BoundSelect, scope: ReasonScope): Rows {
  const { last, withinMs, where, row } = select;
  return {
    source: sourceKey(select),
    last,
    withinMs,
    ties: tieKeys(select, scope.names),
    where: where === null ? null : scope.claimOf(where, true, insideRows(scope, row)),
  };
}

export function insideRows(scope: ReasonScope, row: BoundSelect["row"]): ReasonScope {
  return { ...scope, names: insideRow(row, scope.names) };
}

const COMPARED = new Set(["last", "withinMs", "where", "ties", "row", "outer"]);

/** What is not compared part by part must be the same. */
function sourceKey(select: BoundSelect): string {
  return JSON.stringify(Object.entries(select).filter(([name]) => !COMPARED.has(name)));
}
