import { sql, type Kysely } from "kysely";

/** Keys may have a token bucket for a limit. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`alter table api_keys drop constraint api_keys_rate_limit_check`.execute(db);
  await sql`alter table api_keys add constraint api_keys_rate_limit_check
    check (rate_limit ~ '^(reference|[1-9][0-9]{0,5}/(s|min|h) burst [1-9][0-9]{0,6})$')`.execute(db);
}
