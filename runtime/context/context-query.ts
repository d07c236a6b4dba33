import { sql } from "kysely";
import { columnOf, ROW_COLUMNS, type FieldPath } from "../../compiler/index.ts";
import type { RowSource } from "../../dsl/types/sources.ts";
import type { ContextNeeds } from "./context-needs.ts";
import { rowsRelation, usersRelation } from "./stored-relations.ts";
import type { Sql } from "./field-sql.ts";

/** What the context query answers with for a user, beside the context itself. */
export const STATE_COLUMNS = ["app_id", "revision", "decision", "decided_by", "review_since"] as const;

export interface ContextQuery {
  readonly needs: ContextNeeds;
  readonly asOf: Sql;
  /** A SELECT of whole rows of `users`. */
  readonly population: Sql;
}

/**
 * One statement, one snapshot: a row a user with the user as JSON and each source as a JSON list of objects, newest first.
 * The objects are made by the database, so that reading them is one pass over JSON.
 */
export function contextQuery({ needs, asOf, population }: ContextQuery): Sql {
  const state = STATE_COLUMNS.map((column) => sql.id("t", column));
  const users = usersRelation({
    asOf,
    paths: needs.user,
    population,
    columns: [...state, sql`${sql.id("t", "last_seen")} as stored_last_seen`],
  });
  const sources = needs.sources.flatMap(({ source, slices }) =>
    slices.map(({ from, to, paths }, index) => {
      const rows = rowsRelation({ asOf, source, paths, limit: to - from, offset: from, user: "u" });
      const order = sql`${sql.id("r", ROW_COLUMNS.clock)} desc, ${sql.id("r", ROW_COLUMNS.tie)} desc`;
      const list = sql`select coalesce(json_agg(${object("r", paths)} order by ${order}), '[]') from (${rows}) r`;
      return sql`(${list}) as ${sql.id(sliceColumn(source, index))}`;
    }),
  );
  const columns = [
    sql.id("u", "user_id"),
    ...STATE_COLUMNS.map((column) => sql.id("u", column)),
    // The user's earliest event that has not happened yet, by the clock of the application that sent it.
    sql`case when u.stored_last_seen > ${asOf} then (select min(e.time) from events e where e.user_id = u.user_id and e.time > ${asOf}) end as next_event`,
    sql`${object("u", needs.user)} as "user"`,
    ...sources,
  ];
  return sql`select ${sql.join(columns)} from (${users}) u`;
}

/** The column that holds a slice of a source's rows. */
export function sliceColumn(source: RowSource, index: number): string {
  return `${source}_${index}`;
}

/** The columns of the paths as one JSON object, row fields as objects inside it. */
function object(row: string, paths: readonly FieldPath[]): Sql {
  const plain = paths.filter((path) => path.length === 1);
  const nested = new Map<string, FieldPath[]>();
  for (const path of paths) {
    const [field = ""] = path;
    if (path.length > 1) nested.set(field, [...(nested.get(field) ?? []), path]);
  }
  const members = [
    ...plain.map((path) => sql`${sql.lit(path[0] ?? "")}, ${sql.id(row, columnOf(path))}`),
    ...[...nested].map(([field, inner]) => sql`${sql.lit(field)}, ${nestedObject(row, field, inner)}`),
  ];
  return members.length === 0 ? sql`'{}'::json` : sql`json_build_object(${sql.join(members)})`;
}

const PRESENT: Readonly<Record<string, string>> = { email: "email__address", phone: "phone__number" };

function nestedObject(row: string, field: string, paths: readonly FieldPath[]): Sql {
  const members = paths.map((path) => sql`${sql.lit(path.slice(1).join("."))}, ${sql.id(row, columnOf(path))}`);
  const whole = sql`json_build_object(${sql.join(members)})`;
  const key = PRESENT[field];
  return key === undefined ? whole : sql`case when ${sql.id(row, key)} is not null then ${whole} end`;
}
