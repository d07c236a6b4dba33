import { typeText } from "../../dsl/types/type-text.ts";
import type { Type } from "../../dsl/types/type.ts";
import { walk } from "../plan/children.ts";
import type { Expr } from "../plan/expr.ts";
import type { PlanAggregate } from "../plan/plan.ts";
import { partsOf } from "../plan/reach.ts";
import type { RowsTrace, RowTrace, ShownField, TraceNode } from "./explanation.ts";
import { type Explaining, keptBy, type Mention, mentioned, rowPlace } from "./explaining.ts";
import { readField, type SourceRow } from "./row.ts";
import { shownValue, type Value } from "./value.ts";

/** The rows behind a mention; `trace` follows a condition into one of them. */
export type RowsTracer = (
  mention: Mention,
  row: SourceRow | null,
  trace: (condition: Expr, row: SourceRow) => TraceNode,
) => RowsTrace;

/** How many conditions of a row would have to change for it to decide; smaller is nearer. */
export type Distance = (condition: Expr, row: SourceRow, wanted: boolean) => number;

const MOST_ROWS = 25;
/** Of so many rows the whole condition is shown. */
const MOST_CONDITIONS = 3;
const MOST_TIMES = 200;

export function createRowsTracer(explaining: Explaining, distance: Distance): RowsTracer {
  const { interpreter } = explaining;
  return (mention, outer, trace) => {
    const aggregate = mentioned(mention, explaining);
    const { fn, where, value } = aggregate;
    const kept = keptBy(mention, outer, explaining);
    const isCondition = fn === "any" || fn === "every";
    const seen = interpreter.seen(aggregate);
    const fulfilled =
      isCondition && value !== null ? kept.filter((row) => interpreter.value(value, row) === true) : null;
    const counting = new Set((fulfilled ?? kept).map(({ index }) => index));
    const ordered = isCondition ? decidingFirst(aggregate, kept, explaining, distance) : kept;
    const fields = fieldsRead(aggregate);
    const shown = ordered.slice(0, MOST_ROWS).map((row, i): RowTrace => ({
      ...rowPlace(row),
      fields: fields.map((field) => shownField(field, row)),
      value: value === null ? null : shownValue(interpreter.value(value, row), value.type),
      condition: isCondition && value !== null && i < MOST_CONDITIONS ? trace(value, row) : null,
    }));
    return {
      source: aggregate.source,
      seen: seen.length,
      kept: kept.length,
      unknown: where === null ? 0 : seen.filter((row) => interpreter.value(where, row) === null).length,
      fulfilled: fulfilled?.length ?? null,
      shown,
      more: kept.length - shown.length,
      within: aggregate.withinMs,
      times: seen.slice(0, MOST_TIMES).map((row) => ({ time: rowPlace(row).time, counts: counting.has(row.index) })),
    };
  };
}

/** Rows that decide, then those that leave it open, then those that come nearest to deciding; among equals the newest. */
function decidingFirst(
  { fn, value }: PlanAggregate,
  kept: readonly SourceRow[],
  { interpreter }: Explaining,
  distance: Distance,
): readonly SourceRow[] {
  if (value === null) return kept;
  const decides = fn === "any";
  const deciding = kept.filter((row) => interpreter.value(value, row) === decides);
  if (deciding.length > 0) return deciding;
  return kept
    .map((row) => ({ row, far: distance(value, row, decides), open: interpreter.value(value, row) === null }))
    .toSorted((a, b) => Number(b.open) - Number(a.open) || a.far - b.far || a.row.index - b.row.index)
    .map(({ row }) => row);
}

interface Field {
  readonly path: readonly string[];
  readonly type: Type;
}

/** The fields that the aggregate reads of its rows, each once. */
function fieldsRead(aggregate: PlanAggregate): readonly Field[] {
  const fields = new Map<string, Field>();
  for (const part of partsOf(aggregate)) {
    walk(part, (node) => {
      if (node.kind === "row_field") fields.set(node.path.join("."), { path: node.path, type: node.type });
    });
  }
  return [...fields.values()];
}

function shownField({ path, type }: Field, row: SourceRow): ShownField {
  const value: Value = readField(row, path);
  return { name: path.join("."), type: typeText(type), value: shownValue(value, type) };
}
