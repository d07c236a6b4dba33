import { createHash, randomBytes } from "node:crypto";
import { announce } from "../db/notify.ts";
import type { Store } from "../db/store.ts";
import type { RateLimit } from "./rate-limit.ts";

export interface ApiKey {
  readonly apiKeyId: number;
  readonly appId: number;
  readonly name: string;
  readonly rateLimit: RateLimit | null;
}

export interface NewApiKey {
  readonly appId: number;
  readonly name: string;
  readonly rateLimit: RateLimit | null;
}

/** 32 random bytes: no key can be guessed, so a plain hash of it can be stored and looked up. */
const KEY_BYTES = 32;

/** Makes a key. It is returned here once; only its hash is kept. */
export async function createApiKey(
  { db }: Store,
  { appId, name, rateLimit }: NewApiKey,
): Promise<{ readonly id: number; readonly key: string; readonly createdAt: Date }> {
  const key = randomBytes(KEY_BYTES).toString("base64url");
  const { api_key_id, created_at } = await changeKeys({ db }, appId, (transaction) =>
    transaction
      .insertInto("api_keys")
      .values({ app_id: appId, name, key_hash: hashKey(key), rate_limit: rateLimit })
      .returning(["api_key_id", "created_at"])
      .executeTakeFirstOrThrow(),
  );
  return { id: api_key_id, key, createdAt: created_at };
}

const COLUMNS = ["api_key_id", "app_id", "name", "rate_limit"] as const;

/**
 * Null for an unknown or revoked key. Compares hashes in an index: what a caller can time says nothing of a key. On a connection that
 * gives up soon: every event waits for this answer.
 */
export async function findApiKey({ db, keyed }: Store, key: string): Promise<ApiKey | null> {
  const { sql, parameters } = db
    .selectFrom("api_keys")
    .select(COLUMNS)
    .where("key_hash", "=", hashKey(key))
    .where("revoked_at", "is", null)
    .compile();
  const { rows } = await keyed.query<KeyRow>(sql, [...parameters]);
  const [row] = rows;
  return row === undefined ? null : apiKeyOf(row);
}

/** A key as an operator sees it. */
export interface ListedApiKey extends ApiKey {
  readonly createdAt: Date;
}

/** Those that are not revoked, the oldest first. */
export async function listApiKeys({ db }: Store, appId: number): Promise<readonly ListedApiKey[]> {
  const rows = await db
    .selectFrom("api_keys")
    .select([...COLUMNS, "created_at"])
    .where("app_id", "=", appId)
    .where("revoked_at", "is", null)
    .orderBy("api_key_id")
    .execute();
  return rows.map((row) => ({ ...apiKeyOf(row), createdAt: row.created_at }));
}

/** False when the app has no such key, or it was revoked before. */
export async function revokeApiKey({ db }: Store, appId: number, apiKeyId: number): Promise<boolean> {
  const { numUpdatedRows } = await changeKeys({ db }, appId, (transaction) =>
    transaction
      .updateTable("api_keys")
      .set({ revoked_at: new Date() })
      .where("app_id", "=", appId)
      .where("api_key_id", "=", apiKeyId)
      .where("revoked_at", "is", null)
      .executeTakeFirst(),
  );
  return numUpdatedRows > 0n;
}

/** False when the app has no such key, or it was revoked. */
export async function setRateLimit(
  { db }: Store,
  appId: number,
  apiKeyId: number,
  rateLimit: RateLimit | null,
): Promise<boolean> {
  const { numUpdatedRows } = await changeKeys({ db }, appId, (transaction) =>
    transaction
      .updateTable("api_keys")
      .set({ rate_limit: rateLimit })
      .where("app_id", "=", appId)
      .where("api_key_id", "=", apiKeyId)
      .where("revoked_at", "is", null)
      .executeTakeFirst(),
  );
  return numUpdatedRows > 0n;
}

/** Every server hears of the change when it is committed, whatever it remembers of the key. */
async function changeKeys<T>(
  { db }: Pick<Store, "db">,
  appId: number,
  work: (transaction: Store["db"]) => Promise<T>,
): Promise<T> {
  return db.transaction().execute(async (transaction) => {
    const done = await work(transaction);
    await announce({ db: transaction }, { kind: "keys", appId });
    return done;
  });
}

function hashKey(key: string): Buffer {
  return createHash("sha256").update(key).digest();
}

interface KeyRow {
  readonly api_key_id: number;
  readonly app_id: number;
  readonly name: string;
  readonly rate_limit: RateLimit | null;
}

function apiKeyOf(row: KeyRow): ApiKey {
  return { apiKeyId: row.api_key_id, appId: row.app_id, name: row.name, rateLimit: row.rate_limit };
}
