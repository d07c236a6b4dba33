import { createHash, randomBytes } from "node:crypto";
import type { Store } from "../db/store.ts";

/** A person who uses the console. */
export interface Operator {
  readonly operatorId: number;
  readonly email: string;
  /** Made and checked by the caller. */
  readonly passwordHash: string;
}

/** Who is signed in, until when (milliseconds). */
export interface OperatorSession {
  readonly operatorId: number;
  readonly email: string;
  readonly expiresAt: number;
}

export async function createOperator(
  { db }: Pick<Store, "db">,
  { email, passwordHash }: { readonly email: string; readonly passwordHash: string },
): Promise<{ readonly operatorId: number }> {
  const { operator_id: operatorId } = await db
    .insertInto("operators")
    .values({ email: email.toLowerCase(), password_hash: passwordHash })
    .returning("operator_id")
    .executeTakeFirstOrThrow();
  return { operatorId };
}

export interface ListedOperator {
  readonly email: string;
  readonly createdAt: Date;
  /** Sign-ins that have not ended. */
  readonly sessions: number;
}

/** The one who has been there longest first. */
export async function listOperators({ db }: Store, now: number): Promise<readonly ListedOperator[]> {
  const rows = await db
    .selectFrom("operators")
    .leftJoin("operator_sessions", (join) =>
      join
        .onRef("operator_sessions.operator_id", "=", "operators.operator_id")
        .on("operator_sessions.expires_at", ">", new Date(now)),
    )
    .select(({ fn }) => [
      "operators.email",
      "operators.created_at",
      fn.count<string>("operator_sessions.token_hash").as("sessions"),
    ])
    .groupBy("operators.operator_id")
    .orderBy("operators.operator_id")
    .execute();
  return rows.map(({ email, created_at: createdAt, sessions }) => ({ email, createdAt, sessions: Number(sessions) }));
}

export async function operatorCount({ db }: Store): Promise<number> {
  const { count } = await db
    .selectFrom("operators")
    .select(({ fn }) => fn.countAll<string>().as("count"))
    .executeTakeFirstOrThrow();
  return Number(count);
}

export async function findOperator({ db }: Store, email: string): Promise<Operator | null> {
  const row = await db
    .selectFrom("operators")
    .selectAll()
    .where("email", "=", email.trim().toLowerCase())
    .executeTakeFirst();
  return row === undefined ? null : { operatorId: row.operator_id, email: row.email, passwordHash: row.password_hash };
}

const TOKEN_BYTES = 32;

/** Makes a session and returns its token, which is kept nowhere but as a hash. */
export async function createOperatorSession({ db }: Store, operatorId: number, expiresAt: number): Promise<string> {
  const token = randomBytes(TOKEN_BYTES).toString("base64url");
  await db
    .insertInto("operator_sessions")
    .values({ token_hash: hashToken(token), operator_id: operatorId, expires_at: new Date(expiresAt) })
    .execute();
  // Expired ones are of no use to anybody; a sign-in is rare enough to clean up after.
  await db.deleteFrom("operator_sessions").where("expires_at", "<", new Date()).execute();
  return token;
}

/** Null for an unknown or expired token. */
export async function findOperatorSession({ db }: Store, token: string, now: number): Promise<OperatorSession | null> {
  const row = await db
    .selectFrom("operator_sessions")
    .innerJoin("operators", "operators.operator_id", "operator_sessions.operator_id")
    .select(["operators.operator_id", "operators.email", "operator_sessions.expires_at"])
    .where("token_hash", "=", hashToken(token))
    .where("expires_at", ">", new Date(now))
    .executeTakeFirst();
  return row === undefined
    ? null
    : { operatorId: row.operator_id, email: row.email, expiresAt: row.expires_at.getTime() };
}

export async function deleteOperatorSession({ db }: Store, token: string): Promise<void> {
  await db.deleteFrom("operator_sessions").where("token_hash", "=", hashToken(token)).execute();
}

function hashToken(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}
