import { sql } from "kysely";
import { SOURCES } from "../../dsl/types/sources.ts";
import type { Type } from "../../dsl/types/type.ts";
import { fieldType } from "../../dsl/types/field-type.ts";
import type { SourceName } from "../../dsl/types/sources.ts";
import type { UserContext } from "../../dsl/types/user-context.ts";
import type { Sql } from "../functions/function-row.ts";
import { elementOf } from "../plan/element-of.ts";
import { columnOf, type FieldPath, inputColumn, type SourceRelations } from "../sql/source-relations.ts";
import { sqlType } from "../sql/sql-type.ts";
import type { InputValues } from "../typescript/evaluator.ts";

/** A user that stands in no table: what a test describes and a property generates. */
export interface DescribedUser {
  readonly userId: string;
  readonly context: UserContext;
  readonly inputs?: InputValues;
}

/**
 * The relations of described users, read from JSON parameters: any PostgreSQL judges them without a schema, through the
 * same statements that stored users go through.
 */
export function describedRelations(users: readonly DescribedUser[]): SourceRelations {
  return {
    users({ paths, inputs }) {
      const records = users.map((user, ord) => ({
        user_id: user.userId,
        ord,
        ...columnsOf(user.context.user, paths),
        ...Object.fromEntries(inputs.map(({ name }) => [inputColumn(name), user.inputs?.[name] ?? null])),
      }));
      const columns = [
        sql`user_id text`,
        sql`ord integer`,
        ...paths.map((path) => column("user", path)),
        ...inputs.map(({ name, type }) => sql`${sql.id(inputColumn(name))} ${columnType(type)}`),
      ];
      return sql`SELECT d.* FROM jsonb_to_recordset(${JSON.stringify(records)}::jsonb) AS d (${sql.join(columns)})`;
    },
    rows({ asOf, source, paths, limit, user }) {
      const { clock } = SOURCES[source];
      const records = users.map(({ context }) => {
        const rows: readonly object[] = context[source];
        // Rows come newest first; among equal times the first stays the newest.
        return rows.map((row, i) => ({ clock: step(row, clock), tie: rows.length - i, ...columnsOf(row, paths) }));
      });
      const columns = [sql`clock bigint`, sql`tie integer`, ...paths.map((path) => column(source, path))];
      const ord = sql.id(user, "ord");
      const own = sql`jsonb_to_recordset(${JSON.stringify(records)}::jsonb -> ${ord}) AS d (${sql.join(columns)})`;
      return sql`SELECT ${sql.id(user, "user_id")}, d.* FROM ${own} WHERE d.clock <= ${asOf}::bigint ORDER BY d.clock DESC, d.tie DESC LIMIT ${limit}`;
    },
  };
}

function column(source: SourceName, path: FieldPath): Sql {
  const type = columnType(pathType(source, path));
  return sql`${sql.id(columnOf(path))} ${type}`;
}

export function pathType(source: SourceName, path: FieldPath): Type {
  let from = source;
  for (const field of path) {
    const found = fieldType(from, field);
    if (found === null) throw new Error(`invariant: ${from} has no field ${field}`);
    if (found.type.kind !== "row") return found.type;
    from = found.type.source;
  }
  throw new Error("invariant: a path ends at a value");
}

/** Text compares by code point whatever the database's locale is. */
export function columnType(type: Type): Sql {
  const element = elementOf(type);
  const collation = element.kind === "string" || element.kind === "enum" ? sql` COLLATE "C"` : sql``;
  return type.kind === "list" ? sql`${sqlType(element)}[]${collation}` : sql`${sqlType(element)}${collation}`;
}

function columnsOf(row: object, paths: readonly FieldPath[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(paths.map((path) => [columnOf(path), path.reduce<unknown>(step, row)]));
}

/** The next row or value on a path; null once a row is missing. */
function step(from: unknown, field: string): unknown {
  if (typeof from !== "object" || from === null) return null;
  const value: unknown = Reflect.get(from, field);
  return value ?? null;
}
