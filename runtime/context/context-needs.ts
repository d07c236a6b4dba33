import type { FieldPath, Plan } from "../../compiler/index.ts";
import type { Expr } from "../../compiler/plan/expr.ts";
import { rowPaths, userPaths } from "../../compiler/plan/fields-read.ts";
import { partsOf } from "../../compiler/plan/reach.ts";
import { FIELDS, ROW_CAP, SOURCES, type RowSource } from "../../dsl/types/sources.ts";
import { allPaths, clockPath } from "./stored-relations.ts";

export interface SourceNeeds {
  readonly source: RowSource;
  readonly paths: readonly FieldPath[];
  /** The newest rows that any aggregate looks at. */
  readonly limit: number;
}

/** What of a user must be read to judge it: the fewer rows and fields, the faster. */
export interface ContextNeeds {
  readonly user: readonly FieldPath[];
  readonly sources: readonly SourceNeeds[];
}

export const ROW_SOURCES = Object.keys(SOURCES) as readonly RowSource[]; // the keys of a table typed by them

/** Exactly what the expressions of a plan read. */
export function planNeeds(plan: Plan): ContextNeeds {
  const exprs: readonly Expr[] = [
    ...plan.rules.flatMap(({ when, except }) => (except === null ? [when] : [when, except])),
    ...plan.attributes.flatMap(({ value }) => (value === null ? [] : [value])),
    ...plan.aggregates.flatMap(partsOf),
  ];
  const sources = ROW_SOURCES.flatMap((source) => {
    const aggregates = plan.aggregates.filter((aggregate) => aggregate.source === source);
    if (aggregates.length === 0) return [];
    return [
      {
        source,
        paths: distinct([clockPath(source), ...rowPaths(aggregates.flatMap(partsOf))]),
        limit: Math.max(...aggregates.map(({ last }) => last ?? ROW_CAP)),
      },
    ];
  });
  return { user: withKeys(userPaths(exprs)), sources };
}

/** Every field of every source: a whole `UserContext`. */
export function allNeeds(): ContextNeeds {
  const sources = ROW_SOURCES.map((source) => ({ source, paths: allPaths(source), limit: ROW_CAP }));
  return { user: allPaths("user"), sources };
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
