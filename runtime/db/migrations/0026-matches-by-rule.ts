import { sql, type Kysely } from "kysely";

/**
 * The matched rules of a score as `{"A01": 20}`, no longer as a list of objects with two names each: they are most of what a score and an
 * entry of its history take, and a half of that is the names.
 */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await statement.execute(db);
}

const STATEMENTS = [
  sql`create function matches_by_rule(matched jsonb) returns jsonb language sql immutable as $$
    select coalesce(jsonb_object_agg(m ->> 'rule', m -> 'weight'), '{}') from jsonb_array_elements(matched) m
  $$`,
  // One table after the other: each is locked while it is written anew.
  ...["scores", "score_history"].map(
    (table) => sql`alter table ${sql.table(table)} alter column matched type jsonb using matches_by_rule(matched)`,
  ),
  sql`drop function matches_by_rule`,
];
