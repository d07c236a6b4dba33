import type { Plan } from "../../compiler/index.ts";
import { walk } from "../../compiler/plan/children.ts";
import type { Expr } from "../../compiler/plan/expr.ts";
import { partsOf } from "../../compiler/plan/reach.ts";
import { SOURCES, type RowSource } from "../../dsl/types/sources.ts";
import type { UserContext } from "../../dsl/types/user-context.ts";

const DAY_MS = 86_400_000;
/** A user is not judged again sooner than this because of time alone. */
const SOONEST_MS = 60_000;

/** The first moment after `asOf` at which time alone may change an answer; null when it never can. Milliseconds. */
export type NextChange = (context: UserContext, asOf: number, nextEvent: number | null) => number | null;

/**
 * Reads the windows of a plan. Answers change when the oldest row inside a window leaves it, at midnight (UTC) where days are
 * counted, when an exception ends, and when an event happens that was sent ahead of its time. May be too early, never too late.
 */
export function createNextChange(plan: Plan): NextChange {
  const windows = new Map<string, { source: RowSource; withinMs: number }>();
  for (const { source, withinMs } of plan.aggregates)
    if (withinMs !== null) windows.set(`${source} ${withinMs}`, { source, withinMs });
  const exprs = expressionsOf(plan);
  const countsDays = exprs.some((expr) => expr.kind === "call" && expr.fn === "days_since");
  const ends = exprs.flatMap((expr) => (expr.kind === "before" ? [expr.moment] : []));
  return (context, asOf, nextEvent) => {
    const moments = [...windows.values()].map(
      ({ source, withinMs }) => leaves(context, source, asOf - withinMs) + withinMs,
    );
    moments.push(...ends.filter((end) => end > asOf));
    if (countsDays) moments.push((Math.floor(asOf / DAY_MS) + 1) * DAY_MS);
    if (nextEvent !== null) moments.push(nextEvent);
    const next = Math.min(...moments);
    return Number.isFinite(next) ? Math.max(next, asOf + SOONEST_MS) : null;
  };
}

/** The clock of the oldest row later than `start`; infinity when there is none. Rows are newest first. */
function leaves(context: UserContext, source: RowSource, start: number): number {
  const field = SOURCES[source].clock;
  let oldest = Number.POSITIVE_INFINITY;
  for (const row of context[source] as readonly Readonly<Record<string, unknown>>[]) {
    const clock = row[field];
    if (typeof clock !== "number" || clock <= start) break;
    oldest = clock;
  }
  return oldest;
}

/** Every expression of a plan, inner ones too. */
function expressionsOf(plan: Plan): readonly Expr[] {
  const outermost: readonly Expr[] = [
    ...plan.rules.flatMap(({ when, except }) => (except === null ? [when] : [when, except])),
    ...plan.attributes.flatMap(({ value }) => (value === null ? [] : [value])),
    ...plan.aggregates.flatMap(partsOf),
  ];
  const found: Expr[] = [];
  for (const expr of outermost) walk(expr, (node) => void found.push(node));
  return found;
}
