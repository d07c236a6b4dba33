import { sql } from "kysely";
import { isPeerSource } from "../../dsl/types/row-words.ts";
import type { RowSource } from "../../dsl/types/sources.ts";
import type { Sql } from "../functions/function-row.ts";
import { walk } from "../plan/children.ts";
import type { Expr, TiedExpr } from "../plan/expr.ts";
import type { PlanAggregate } from "../plan/plan.ts";
import { partsOf } from "../plan/reach.ts";
import { rowHistory, rowsReached, storedPaths } from "../plan/row-history.ts";
import { aggregateRef, aggregateSql, needsRowNumber } from "./aggregate-sql.ts";
import { lowerExpr } from "./lower-expr.ts";
import { addHistory } from "./row-history.ts";
import { addSequences } from "./sequence-sql.ts";
import { columnOf, type SourceRelations } from "./source-relations.ts";
import type { SqlScope } from "./sql-scope.ts";
import { tellingRowsSql } from "./telling-rows.ts";

export interface PipelineContext {
  readonly relations: SourceRelations;
  /** Milliseconds since the epoch. */
  readonly asOf: number;
  /** The scope of the user; the rows' fields are added here. */
  readonly scope: SqlScope;
}

/** Aggregates of one source with equal tie keys: one scan of the rows. */
export interface RowGroup {
  readonly source: RowSource;
  /** The rows of the judged user, or those of all judged users in one scan, of whom no expression reads anything. */
  readonly of: "user" | "all users";
  /** Keys computed from the rows; empty for a group a user. */
  readonly ties: readonly Expr[];
  readonly aggregates: readonly PlanAggregate[];
}

/**
 * One scan of one source: rows, numbered, joined with what their tied aggregates need, windows, aggregates.
 * Every stage calls its rows `r`. The answer has a row a user (and key) with `user_id`, `k0`…, and `a<id>` an aggregate.
 */
export function groupRows(group: RowGroup, context: PipelineContext): Sql {
  const exprs = group.aggregates.flatMap(partsOf);
  const tied = tiedGroups(exprs, context.scope);
  const scope: SqlScope = { ...context.scope, rowField: (path) => rowRef(columnOf(path)), tied: tied.ref };
  const rows = readRows(group, exprs, context);
  const joined = joinTied(addHistory(rows, rowHistory(exprs)), tied.groups, { ...context, scope });
  const keyed = addKeys(joined, group, scope);
  const windowed = addSequences(addWindows(keyed, group, scope, context.asOf), group.aggregates, {
    lower: (expr) => lowerExpr(expr, scope),
    kept: (aggregate) => keptRows(aggregate, scope, context.asOf),
  });
  const keys = group.ties.map((_, i) => rowRef(`k${i}`));
  const columns = [
    rowRef("user_id"),
    ...keys,
    ...group.aggregates.map((aggregate) => {
      const value = aggregate.value === null ? null : lowerExpr(aggregate.value, scope);
      const parts = { kept: keptRows(aggregate, scope, context.asOf), value, peak: rowRef(`w${aggregate.id}`) };
      return sql`${aggregateSql(aggregate, parts)} AS ${sql.id(`a${aggregate.id}`)}`;
    }),
  ];
  // A missing key ties to nothing.
  const present =
    keys.length === 0
      ? sql``
      : sql` WHERE ${sql.join(
          keys.map((key) => sql`${key} IS NOT NULL`),
          sql` AND `,
        )}`;
  return sql`SELECT ${sql.join(columns)} FROM (${windowed}) AS r${present} GROUP BY ${sql.join([rowRef("user_id"), ...keys])}`;
}

function readRows(group: RowGroup, exprs: readonly Expr[], context: PipelineContext): Sql {
  const { aggregates } = group;
  const rows = rowsOfGroup(group, exprs, context);
  const { previous, earlier } = rowHistory(exprs);
  if (!aggregates.some(needsRowNumber) && previous.length + earlier.length === 0) return sql`${rows}`;
  return sql`SELECT r.*, row_number() OVER (PARTITION BY r.user_id ORDER BY r.clock DESC, r.tie DESC) AS rn FROM (${rows}) AS r`;
}

function rowsOfGroup(group: RowGroup, exprs: readonly Expr[], { relations, asOf, scope }: PipelineContext): Sql {
  const { source, aggregates } = group;
  const paths = storedPaths(exprs);
  if (!isPeerSource(source)) {
    const limit = Math.max(...aggregates.map(rowsReached));
    return sql`${relations.rows({ asOf, source, paths, limit, user: "u", where: null })}`;
  }
  const where = tellingRowsSql(aggregates, scope);
  if (group.of === "user") {
    const limit = Math.max(...aggregates.map(rowsReached));
    return sql`${relations.rows({ asOf, source, paths, limit, user: "u", where })}`;
  }
  if (relations.peers === undefined) throw new Error("invariant: the store does not find peers of all users at once");
  return sql`${relations.peers({ asOf, source, paths, where })}`;
}

/** The rows an aggregate keeps, as a condition over `r` that is true for them; null keeps all. */
function keptRows(aggregate: PlanAggregate, scope: SqlScope, asOf: number): Sql | null {
  const { last, withinMs, where } = aggregate;
  const conditions: Sql[] = [];
  if (last !== null) conditions.push(sql`${rowRef("rn")} <= ${last}::bigint`);
  if (withinMs !== null) {
    conditions.push(sql`${rowRef("clock")} > ${asOf - withinMs}::bigint`, sql`${rowRef("clock")} <= ${asOf}::bigint`);
  }
  if (where !== null) conditions.push(lowerExpr(where, scope));
  // An aggregate that mentions only values of the user would belong to the statement around this one.
  if (last === null && withinMs === null && !readsRows(aggregate))
    conditions.push(sql`${rowRef("user_id")} IS NOT NULL`);
  return conjunction(conditions);
}

function conjunction(conditions: readonly Sql[]): Sql | null {
  return conditions.length === 0 ? null : sql`(${sql.join(conditions, sql` AND `)})`;
}

/** True where a value or condition of the aggregate depends on the row, and where it has neither. */
function readsRows({ where, value }: PlanAggregate): boolean {
  const parts = [where, value].filter((part) => part !== null);
  let found = parts.length === 0;
  for (const part of parts) {
    walk(part, ({ kind }) => {
      if (kind === "row_field" || kind === "tied") found = true;
    });
  }
  return found;
}

function addKeys(rows: Sql, { ties }: RowGroup, scope: SqlScope): Sql {
  if (ties.length === 0) return rows;
  const keys = ties.map((key, i) => sql`${lowerExpr(key, scope)} AS ${sql.id(`k${i}`)}`);
  return sql`SELECT r.*, ${sql.join(keys)} FROM (${rows}) AS r`;
}

/** How many rows are kept in the window that ends, or in time begins, with each row. */
function addWindows(rows: Sql, { aggregates, ties }: RowGroup, scope: SqlScope, asOf: number): Sql {
  const peaks = aggregates.filter(({ fn }) => fn === "peak_rows" || fn === "peak_span");
  if (peaks.length === 0) return rows;
  const partition = sql.join([rowRef("user_id"), ...ties.map((_, i) => rowRef(`k${i}`))]);
  const windows = peaks.map((peak) => {
    const kept = keptRows(peak, scope, asOf);
    const filter = kept === null ? sql`` : sql` FILTER (WHERE ${kept})`;
    return sql`count(*)${filter} OVER (PARTITION BY ${partition} ${peakFrame(peak)}) AS ${sql.id(`w${peak.id}`)}`;
  });
  return sql`SELECT r.*, ${sql.join(windows)} FROM (${rows}) AS r`;
}

/**
 * Any N consecutive rows of the source are N numbers, of which a key's rows may have only some. Spans of time are half-open,
 * and newest first, so that all windows of a source can share one order.
 */
function peakFrame({ fn, window }: PlanAggregate): Sql {
  const reach = sql`${(window ?? 1) - 1}::bigint`;
  return fn === "peak_rows"
    ? sql`ORDER BY r.rn RANGE BETWEEN ${reach} PRECEDING AND CURRENT ROW`
    : sql`ORDER BY r.clock DESC RANGE BETWEEN CURRENT ROW AND ${reach} FOLLOWING`;
}

interface TiedGroup extends RowGroup {
  readonly alias: string;
  readonly keys: readonly Expr[];
}

/** The tied aggregates that some row conditions read, grouped so that each group is one scan and one join. */
function tiedGroups(
  exprs: readonly Expr[],
  { index }: SqlScope,
): { groups: readonly TiedGroup[]; ref: (expr: TiedExpr) => Sql } {
  const groups = new Map<string, TiedGroup>();
  for (const expr of exprs) {
    walk(expr, (node) => {
      if (node.kind !== "tied") return;
      const aggregate = index.aggregate(node.id);
      const key = tieKey(node, aggregate);
      const group = groups.get(key);
      if (group?.aggregates.includes(aggregate)) return;
      groups.set(key, {
        alias: group?.alias ?? `t${groups.size}`,
        source: aggregate.source,
        of: "user",
        ties: aggregate.ties,
        keys: node.keys,
        aggregates: [...(group?.aggregates ?? []), aggregate],
      });
    });
  }
  return {
    groups: [...groups.values()],
    ref: (expr) => rowRef(tiedColumn(expr, groups.get(tieKey(expr, index.aggregate(expr.id)))?.alias)),
  };
}

function tieKey({ keys }: TiedExpr, { source, ties }: PlanAggregate): string {
  return JSON.stringify([source, ties, keys]);
}

function tiedColumn({ id }: Pick<TiedExpr, "id">, alias: string | undefined): string {
  if (alias === undefined) throw new Error("invariant: a tied aggregate has no group");
  return `${alias}_a${id}`;
}

function joinTied(rows: Sql, groups: readonly TiedGroup[], context: PipelineContext): Sql {
  if (groups.length === 0) return rows;
  const joins = groups.map(({ alias, keys, ...group }) => {
    const on = keys.map((key, i) => sql`${sql.id(alias, `k${i}`)} = ${lowerExpr(key, context.scope)}`);
    const user = sql`${sql.id(alias, "user_id")} = ${rowRef("user_id")}`;
    return sql` LEFT JOIN (${groupRows(group, context)}) AS ${sql.id(alias)} ON ${sql.join([user, ...on], sql` AND `)}`;
  });
  const columns = groups.flatMap(({ alias, aggregates }) =>
    aggregates.map((aggregate) => {
      const value = aggregateRef(aggregate, sql.id(alias, `a${aggregate.id}`), sql.id(alias, "user_id"));
      return sql`${value} AS ${sql.id(tiedColumn(aggregate, alias))}`;
    }),
  );
  return sql`SELECT r.*, ${sql.join(columns)} FROM (${rows}) AS r${sql.join(joins, sql``)}`;
}

function rowRef(column: string): Sql {
  return sql.id("r", column);
}
