import { sql, type Kysely } from "kysely";

/** Who is told of users who enter or leave the review queue and the blacklist, and what is still to be told. */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS) await statement.execute(db);
}

const STATEMENTS = [
  sql`create table webhooks (
    webhook_id integer generated always as identity primary key,
    app_id integer not null references apps,
    url text not null,
    types text[] not null check (cardinality(types) > 0),
    -- What signs is encrypted by a key that the database does not have.
    sealed_secret text not null,
    created_at timestamptz(3) not null default now()
  )`,
  sql`create index webhooks_app on webhooks (app_id)`,
  sql`create table webhook_messages (
    message_id bigint generated always as identity primary key,
    webhook_id integer not null references webhooks on delete cascade,
    app_id integer not null,
    user_id bigint,
    type text not null,
    body text not null,
    created_at timestamptz(3) not null default clock_timestamp(),
    attempts integer not null default 0,
    -- When it is to be sent next; null once it was taken or given up.
    next_at timestamptz(3) default clock_timestamp(),
    ended_at timestamptz(3),
    status integer,
    failure text
  )`,
  sql`create index webhook_messages_next on webhook_messages (next_at, message_id) where next_at is not null`,
  sql`create index webhook_messages_webhook on webhook_messages (webhook_id, message_id desc)`,
  sql`create index webhook_messages_user on webhook_messages (user_id) where user_id is not null`,
  sql`create index webhook_messages_ended on webhook_messages (ended_at) where ended_at is not null`,
];
