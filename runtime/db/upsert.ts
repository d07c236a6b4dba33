import { sql, type RawBuilder } from "kysely";

/**
 * What becomes of a column when the row is there already: part of the key, left alone, taken over, summed, the smaller or the
 * larger one, taken over unless missing (`known`), or true once either is (`or`).
 */
export type Merge = "key" | "keep" | "replace" | "add" | "least" | "greatest" | "known" | "or";

/** The columns of the JSON rows with their PostgreSQL types. */
export type UpsertColumns = Readonly<Record<string, readonly [type: ColumnType, merge: Merge]>>;

export type ColumnType =
  | "bigint"
  | "integer"
  | "smallint"
  | "text"
  | "boolean"
  | "timestamptz"
  | "inet"
  | "cidr"
  | "json"
  | "jsonb"
  | "text[]"
  | "bigint[]";

/** Rows of a bound JSON array as a relation called `b`. */
export function recordset(rows: readonly object[], columns: Readonly<Record<string, ColumnType>>): RawBuilder<unknown> {
  const fields = Object.entries(columns).map(([name, type]) => sql`${sql.ref(name)} ${sql.raw(type)}`);
  return sql`json_to_recordset(${JSON.stringify(rows)}::json) as b(${sql.join(fields)})`;
}

/** One INSERT of all rows, in the order of their keys so that two writers cannot wait for each other. */
export function upsert(table: string, rows: readonly object[], columns: UpsertColumns): RawBuilder<unknown> {
  const names = Object.keys(columns);
  const keys = names.filter((name) => columns[name]?.[1] === "key").map((name) => sql.ref(name));
  const types = Object.fromEntries(Object.entries(columns).map(([name, [type]]) => [name, type]));
  const merges = Object.entries(columns).flatMap(([name, [, merge]]) => {
    const value = merged(table, name, merge);
    return value === null ? [] : [sql`${sql.ref(name)} = ${value}`];
  });
  const refs = sql.join(names.map((name) => sql.ref(name)));
  const action = merges.length === 0 ? sql`do nothing` : sql`do update set ${sql.join(merges)}`;
  return sql`insert into ${sql.table(table)} (${refs})
    select ${refs} from ${recordset(rows, types)} order by ${sql.join(keys)}
    on conflict (${sql.join(keys)}) ${action}`;
}

function merged(table: string, name: string, merge: Merge): RawBuilder<unknown> | null {
  const stored = sql.ref(`${table}.${name}`);
  const given = sql.ref(`excluded.${name}`);
  switch (merge) {
    case "key":
    case "keep":
      return null;
    case "replace":
      return given;
    case "add":
      return sql`${stored} + ${given}`;
    case "least":
      return sql`least(${stored}, ${given})`;
    case "greatest":
      return sql`greatest(${stored}, ${given})`;
    case "known":
      return sql`coalesce(${given}, ${stored})`;
    case "or":
      return sql`${stored} or ${given}`;
  }
}
