import { sql } from "kysely";
import type { Store } from "../db/store.ts";
import type { WebhookType } from "./announce.ts";
import { newWebhookSecret } from "./sign.ts";
import type { SecretBox } from "./secret-box.ts";

export interface Webhook {
  readonly id: number;
  readonly url: string;
  readonly types: readonly WebhookType[];
  readonly createdAt: Date;
  /** Messages that are still to be taken, and that were given up. */
  readonly waiting: number;
  readonly failed: number;
}

/** A message and what became of it. */
export interface WebhookMessage {
  readonly id: string;
  readonly type: string;
  readonly createdAt: Date;
  readonly attempts: number;
  readonly state: "waiting" | "taken" | "failed";
  readonly nextAt: Date | null;
  /** Of the latest answer. */
  readonly status: number | null;
  /** Why there was none. */
  readonly failure: string | null;
}

export interface NewWebhook {
  readonly appId: number;
  /** See `urlComplaint`. */
  readonly url: string;
  readonly types: readonly WebhookType[];
}

/** Each message to an app is written once a webhook. */
export const MOST_WEBHOOKS = 20;

/** The app has as many webhooks as it may have. */
export class TooManyWebhooks extends Error {
  override readonly name = "TooManyWebhooks";
  constructor() {
    super(`an app has at most ${MOST_WEBHOOKS} webhooks`);
  }
}

/**
 * @returns the secret, which is shown this once.
 * @throws TooManyWebhooks
 */
export async function createWebhook(
  { db }: Store,
  box: SecretBox,
  { appId, url, types }: NewWebhook,
): Promise<{ readonly id: number; readonly secret: string }> {
  const secret = newWebhookSecret();
  const id = await db.transaction().execute(async (transaction) => {
    // Two who add the last one at once wait for each other here.
    await transaction.selectFrom("apps").select("app_id").where("app_id", "=", appId).forNoKeyUpdate().execute();
    const { count } = await transaction
      .selectFrom("webhooks")
      .select(({ fn }) => fn.countAll<string>().as("count"))
      .where("app_id", "=", appId)
      .executeTakeFirstOrThrow();
    if (Number(count) >= MOST_WEBHOOKS) throw new TooManyWebhooks();
    const made = await transaction
      .insertInto("webhooks")
      .values({ app_id: appId, url, types: [...types], sealed_secret: box.seal(secret) })
      .returning("webhook_id")
      .executeTakeFirstOrThrow();
    return made.webhook_id;
  });
  return { id, secret };
}

export async function listWebhooks({ db }: Store, appId: number): Promise<readonly Webhook[]> {
  const count = (condition: ReturnType<typeof sql<boolean>>) =>
    sql<number>`(select count(*)::integer from webhook_messages m where m.webhook_id = webhooks.webhook_id and ${condition})`;
  const rows = await db
    .selectFrom("webhooks")
    .select(["webhook_id", "url", "types", "created_at"])
    .select([
      count(sql<boolean>`m.next_at is not null`).as("waiting"),
      count(sql<boolean>`m.ended_at is not null and ${FAILED}`).as("failed"),
    ])
    .where("app_id", "=", appId)
    .orderBy("webhook_id")
    .execute();
  return rows.map((row) => ({
    id: row.webhook_id,
    url: row.url,
    types: row.types as readonly WebhookType[], // checked where they come in
    createdAt: row.created_at,
    waiting: row.waiting,
    failed: row.failed,
  }));
}

/** What was taken has a status of 2xx. */
const FAILED = sql<boolean>`(m.status is null or m.status not between 200 and 299)`;

/** What waits for it goes with it. @returns false when the app has no such webhook. */
export async function removeWebhook({ db }: Store, appId: number, id: number): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom("webhooks")
    .where("app_id", "=", appId)
    .where("webhook_id", "=", id)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

/** Puts a message into the outbox that tells of nobody. @returns its id, null when the app has no such webhook. */
export async function testWebhook({ db }: Store, appId: number, id: number): Promise<string | null> {
  const { rows } = await sql<{
    readonly message_id: string;
  }>`insert into webhook_messages (webhook_id, app_id, type, body)
    select webhook_id, app_id, 'test', json_build_object('type', 'test',
      'timestamp', to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'data', '{}'::json)::text
    from webhooks where app_id = ${appId} and webhook_id = ${id} returning message_id`.execute(db);
  return rows[0]?.message_id ?? null;
}

/** The newest first; null when the app has no such webhook. */
export async function listMessages(
  { db }: Store,
  { appId, id, limit }: { readonly appId: number; readonly id: number; readonly limit: number },
): Promise<readonly WebhookMessage[] | null> {
  const webhook = await db
    .selectFrom("webhooks")
    .select("webhook_id")
    .where("app_id", "=", appId)
    .where("webhook_id", "=", id)
    .executeTakeFirst();
  if (webhook === undefined) return null;
  const rows = await db
    .selectFrom("webhook_messages")
    .select(["message_id", "type", "created_at", "attempts", "next_at", "status", "failure"])
    .where("webhook_id", "=", id)
    .orderBy("message_id", "desc")
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    id: row.message_id,
    type: row.type,
    createdAt: row.created_at,
    attempts: row.attempts,
    state: row.next_at !== null ? "waiting" : isTaken(row.status) ? "taken" : "failed",
    nextAt: row.next_at,
    status: row.status,
    failure: row.failure,
  }));
}

export function isTaken(status: number | null): boolean {
  return status !== null && status >= 200 && status < 300;
}
