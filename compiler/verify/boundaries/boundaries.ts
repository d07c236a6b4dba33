import type { Scalar } from "../../../dsl/binder/bound.ts";
import type { RowSource, SourceName } from "../../../dsl/types/sources.ts";

/** Values for one place: those that lead a rule to be true, and all around the point where its answer changes. */
export interface Aim<T = Scalar> {
  readonly toward: readonly T[];
  readonly near: readonly T[];
}

/** Two fields of one row whose difference `left − right` a rule compares. */
export interface Relation {
  readonly source: SourceName;
  readonly left: string;
  readonly right: string;
  readonly difference: Aim<number>;
}

/** Where the answer of one rule changes, in the terms of users. Null among values is "missing". */
export interface Boundaries {
  /** By `source.field`. */
  readonly fields: ReadonlyMap<string, Aim<Scalar | null>>;
  readonly counts: ReadonlyMap<RowSource, Aim<number>>;
  /** Fields that lead to another row and should not be missing, as `source.field`. */
  readonly present: ReadonlySet<string>;
  readonly relations: readonly Relation[];
}

/** Collects boundaries while a rule is walked. */
export interface Collector {
  readonly field: (source: SourceName, field: string, aim: Aim<Scalar | null>) => void;
  readonly count: (source: RowSource, aim: Aim<number>) => void;
  readonly present: (source: SourceName, field: string) => void;
  readonly relation: (relation: Relation) => void;
  readonly collected: () => Boundaries;
}

/** More values a place say nothing new, and hide those of other conditions. */
const MOST_VALUES = 60;

export function createCollector(): Collector {
  const fields = new Map<string, Aim<Scalar | null>>();
  const counts = new Map<RowSource, Aim<number>>();
  const present = new Set<string>();
  const relations: Relation[] = [];
  return {
    field: (source, field, aim) => add(fields, `${source}.${field}`, aim),
    count: (source, aim) => add(counts, source, aim),
    present: (source, field) => present.add(`${source}.${field}`),
    relation: (relation) => relations.push(relation),
    collected: () => ({ fields, counts, present, relations }),
  };
}

function add<K, T>(aims: Map<K, Aim<T>>, key: K, { toward, near }: Aim<T>): void {
  const known = aims.get(key) ?? { toward: [], near: [] };
  aims.set(key, { toward: joined(known.toward, toward), near: joined(known.near, near) });
}

function joined<T>(known: readonly T[], more: readonly T[]): readonly T[] {
  return [...new Set([...known, ...more])].slice(0, MOST_VALUES);
}
