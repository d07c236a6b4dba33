import { sql, type Kysely } from "kysely";

/**
 * What `peers` read: of any shared value the users of the newest use, without reading the others. The hour of the last use is a
 * column of its own, so that most events change no index: an index of the last use itself would be written with every event.
 */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await statement.execute(db);
}

const HOUR = sql`timestamp generated always as (date_trunc('hour', last_seen at time zone 'UTC')) stored`;

const STATEMENTS = [
  sql`alter table user_ips add column last_hour ${HOUR}`,
  sql`alter table user_devices add column last_hour ${HOUR}`,
  sql`alter table user_emails add column last_hour ${HOUR}`,
  sql`alter table user_phones add column last_hour ${HOUR}`,
  sql`drop index user_ips_address`,
  sql`drop index user_emails_address`,
  sql`drop index user_phones_number`,
  sql`create index user_ips_address on user_ips (app_id, address, last_hour desc, user_id desc)`,
  sql`create index user_ips_subnet on user_ips (app_id, subnet, last_hour desc, user_id desc, address desc) where subnet is not null`,
  sql`create index user_devices_device on user_devices (app_id, device_id, last_hour desc, user_id desc) where user_agent is not null`,
  sql`create index user_emails_address on user_emails (app_id, address, last_hour desc, user_id desc)`,
  sql`create index user_phones_number on user_phones (app_id, number, last_hour desc, user_id desc)`,
  sql`create index events_login_fail on events (user_id, time) where type = 'account_login_fail'`,
];
