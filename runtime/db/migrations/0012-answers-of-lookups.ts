import { sql, type Kysely } from "kysely";

/** Others than name servers are asked, too: an answer is facts by column. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`alter table lookups
    alter column answer type jsonb using case when answer is null then null else jsonb_build_object('mx', answer) end`.execute(
    db,
  );
}
