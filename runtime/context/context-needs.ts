import type { FieldPath, Plan, PlanAggregate } from "../../compiler/index.ts";
import type { Expr } from "../../compiler/plan/expr.ts";
import { indexPlan } from "../../compiler/plan/plan-index.ts";
import { userPaths } from "../../compiler/plan/fields-read.ts";
import { partsOf, reach, type Wanted } from "../../compiler/plan/reach.ts";
import { rowsReached, storedPaths } from "../../compiler/plan/row-history.ts";
import { tellingWithin } from "../../compiler/plan/telling-rows.ts";
import { tellingRowsSql } from "../../compiler/sql/telling-rows.ts";
import { isPeerSource } from "../../dsl/types/row-words.ts";
import { FIELDS, ROW_CAP, SOURCES, type RowSource } from "../../dsl/types/sources.ts";
import type { Sql } from "./field-sql.ts";
import { withLinks } from "./row-links.ts";
import { allPaths, clockPath } from "./stored-relations.ts";

/** Rows `from` (counted from the newest, 0) up to `to`, of which only these fields are read. */
export interface RowSlice {
  readonly from: number;
  readonly to: number;
  readonly paths: readonly FieldPath[];
}

/** The rows of a source, newest first: most rules look at a few of the newest, few at all of them. */
export interface SourceNeeds {
  readonly source: RowSource;
  readonly slices: readonly RowSlice[];
  /** Events name rows of it, so that each row comes with its key. */
  readonly linked?: boolean;
  /** Each row comes with its key for another reason: to be found again. */
  readonly keyed?: boolean;
  /** Of peers: which rows are read, as a condition over `r` at a moment of `bigint` milliseconds; all when not given. */
  readonly where?: (moment: Sql) => Sql | null;
  /** Of peers: `where` is not true of rows that lie further back from the moment than this, milliseconds. */
  readonly withinMs?: number | null;
}

/** What of a user must be read to judge it: the fewer rows and fields, the faster. */
export interface ContextNeeds {
  readonly user: readonly FieldPath[];
  readonly sources: readonly SourceNeeds[];
}

export const ROW_SOURCES = Object.keys(SOURCES) as readonly RowSource[]; // the keys of a table typed by them

/** What it takes to judge: of the peers, who may be a thousand, only those that change an answer. */
export function planNeeds(plan: Plan): ContextNeeds {
  const { user, sources } = needsOf(plan);
  const index = indexPlan(plan);
  const telling = sources.map((needs): SourceNeeds => {
    if (!isPeerSource(needs.source)) return needs;
    const aggregates = plan.aggregates.filter(({ source }) => source === needs.source);
    return {
      ...needs,
      where: (moment) => tellingRowsSql(aggregates, { index, moment }),
      withinMs: tellingWithin(aggregates, index),
    };
  });
  return { user, sources: telling };
}

/** Exactly what the expressions of a plan read. */
function needsOf(plan: Plan): ContextNeeds {
  const exprs: readonly Expr[] = [
    ...plan.rules.flatMap(({ when, except }) => (except === null ? [when] : [when, except])),
    ...plan.attributes.flatMap(({ value }) => (value === null ? [] : [value])),
    ...plan.aggregates.flatMap(partsOf),
  ];
  const sources = ROW_SOURCES.flatMap((source) => {
    const aggregates = plan.aggregates.filter((aggregate) => aggregate.source === source);
    if (aggregates.length === 0) return [];
    return [{ source, slices: isPeerSource(source) ? wholeOf(source, aggregates) : slicesOf(source, aggregates) }];
  });
  return { user: withKeys(userPaths(exprs)), sources: withLinks(sources) };
}

/** What some rules and attributes of a plan read, and no other: all of it, to be shown. */
export function wantedNeeds(plan: Plan, wanted: Wanted): ContextNeeds {
  const { rules, attributes, aggregates } = reach(plan, wanted);
  return needsOf({ ...plan, rules, attributes, aggregates });
}

/** One slice for each `last N` that occurs: further rows are read by fewer aggregates, for fewer fields. */
function slicesOf(source: RowSource, aggregates: readonly PlanAggregate[]): readonly RowSlice[] {
  const ends = [...new Set(aggregates.map(rowsReached))].toSorted((a, b) => a - b);
  return ends.map((to, index) => {
    const readers = aggregates.filter((aggregate) => rowsReached(aggregate) >= to);
    return {
      from: ends[index - 1] ?? 0,
      to,
      paths: distinct([clockPath(source), ...storedPaths(readers.flatMap(partsOf))]),
    };
  });
}

/** Peers have few fields, and are found once. */
function wholeOf(source: RowSource, aggregates: readonly PlanAggregate[]): readonly RowSlice[] {
  const paths = distinct([clockPath(source), ...storedPaths(aggregates.flatMap(partsOf))]);
  return [{ from: 0, to: Math.max(...aggregates.map(rowsReached)), paths }];
}

/** Every field of every source: a whole `UserContext`. */
export function allNeeds(): ContextNeeds {
  const sources = ROW_SOURCES.map((source) => ({
    source,
    slices: [{ from: 0, to: ROW_CAP, paths: allPaths(source) }],
  }));
  return { user: allPaths("user"), sources: withLinks(sources) };
}

// What shows whether the row that a field of the user names is there at all.
const KEYS: Readonly<Record<string, string>> = { email: "address", phone: "number" };

function withKeys(paths: readonly FieldPath[]): readonly FieldPath[] {
  const named = paths.flatMap(([field = ""]) => {
    const key = KEYS[field];
    return key === undefined || !(field in FIELDS.user) ? [] : [[field, key]];
  });
  return distinct([...paths, ...named]);
}

function distinct(paths: readonly FieldPath[]): readonly FieldPath[] {
  return [...new Map(paths.map((path) => [path.join("."), path])).values()];
}
