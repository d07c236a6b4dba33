import { PREVIOUS, ROW_CAP, type RowSource, SOURCES } from "../../dsl/types/sources.ts";
import type { UserContext } from "../../dsl/types/user-context.ts";
import type { Scalar } from "../../dsl/binder/bound.ts";

/** One row of the judged user. */
export interface SourceRow {
  readonly source: RowSource;
  /** 0 is the newest. */
  readonly index: number;
  readonly fields: object;
  /** The fields of the row before it; null for the oldest. */
  readonly older: object | null;
}

/** The rows that a rule can see, newest first. */
export function rowsOf(context: UserContext, source: RowSource): readonly SourceRow[] {
  const rows = context[source].slice(0, ROW_CAP);
  return rows.map((fields, index) => ({ source, index, fields, older: rows[index + 1] ?? null }));
}

/** The field of a row, or of the row before it. */
export function readField({ fields, older }: SourceRow, path: readonly string[]): Scalar | null {
  if (path[0] !== PREVIOUS) return readPath(fields, path);
  return older === null ? null : readPath(older, path.slice(1));
}

/** The moment by which the rows of the source are ordered, in milliseconds. */
export function clockOf({ source, fields }: SourceRow): number {
  const time = readPath(fields, [SOURCES[source].clock]);
  if (typeof time !== "number") throw new Error(`invariant: a row of ${source} has no time`);
  return time;
}

/** The value at the end of a path; null where a row on the way, or the value itself, is missing. */
export function readPath(from: object, path: readonly string[]): Scalar | null {
  let value: unknown = from;
  for (const field of path) {
    if (typeof value !== "object" || value === null) return null;
    value = Reflect.get(value, field);
  }
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  if (value === null || value === undefined) return null;
  throw new Error(`invariant: ${path.join(".")} leads to no value`);
}
