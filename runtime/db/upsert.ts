import { sql, type RawBuilder } from "kysely";

/**
 * What becomes of a column when the row is there already: part of the key, left alone, taken over, summed, the smaller or the
 * larger one, taken over unless missing (`known`), or true once either is (`or`).
 */
export type Merge = "key" | "keep" | "replace" | "add" | "least" | "greatest" | "known" | "or";

/** The columns of a table that are written, with their PostgreSQL types. */
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

/** The types of the columns, as the rows that are given for them have. */
export function typesOf<C extends UpsertColumns>(columns: C): { readonly [K in keyof C]: ColumnType } {
  return Object.fromEntries(Object.entries(columns).map(([name, [type]]) => [name, type])) as {
    readonly [K in keyof C]: ColumnType;
  }; // the same keys
}

/**
 * One INSERT of all rows of `given` (a FROM clause with all columns), in the order of their keys so that two writers cannot
 * wait for each other.
 */
export function upsert(table: string, columns: UpsertColumns, given: RawBuilder<unknown>): RawBuilder<unknown> {
  const names = Object.keys(columns);
  const keys = names.filter((name) => columns[name]?.[1] === "key").map((name) => sql.ref(name));
  const merges = Object.entries(columns).flatMap(([name, [, merge]]) => {
    const value = merged(table, name, merge);
    return value === null ? [] : [sql`${sql.ref(name)} = ${value}`];
  });
  const refs = sql.join(names.map((name) => sql.ref(name)));
  const action = merges.length === 0 ? sql`do nothing` : sql`do update set ${sql.join(merges)}`;
  return sql`insert into ${sql.table(table)} (${refs})
    select ${refs} from ${given} order by ${sql.join(keys)}
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
