import { sql, type Kysely } from "kysely";

/**
 * What programs are for, how old browsers are and which of them say less than they used to; mail that is passed on, and
 * mail of governments. Rows that are stored get it when they are seen again.
 */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await statement.execute(db);
}

const DEVICE_FACTS = sql`add column program_class text collate "C", add column browser_released timestamptz, add column reduced boolean`;

const STATEMENTS = [
  sql`alter table user_devices ${DEVICE_FACTS}`,
  sql`alter table user_agents ${DEVICE_FACTS}`,
  sql`alter table user_emails add column alias boolean, add column government boolean`,
];
