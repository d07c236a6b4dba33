import { randomBytes } from "node:crypto";
import { sql } from "kysely";
import type { Store } from "../db/store.ts";

/** What is kept for a link: the question with the text, and what was counted; of users nothing. */
export interface SavedDryRun<Question, Answer> {
  readonly path: string;
  readonly rule: string;
  readonly text: string;
  readonly question: Question;
  readonly answer: Answer;
}

export interface FoundDryRun extends SavedDryRun<unknown, unknown> {
  /** E-mail of who saved it; null when the account has ended. */
  readonly operator: string | null;
  /** Milliseconds. */
  readonly savedAt: number;
}

/** More push the oldest of the app out. */
export const MOST_SAVED_DRY_RUNS = 500;
export const SAVED_DRY_RUN_DAYS = 90;
const ID_BYTES = 12;

/** Keeps a dry-run; says by which id it is found. */
export async function saveDryRun<Question extends object, Answer extends object>(
  { db }: Pick<Store, "db">,
  { appId, operatorId, at }: { readonly appId: number; readonly operatorId: number; readonly at: number },
  { path, rule, text, question, answer }: SavedDryRun<Question, Answer>,
  most = MOST_SAVED_DRY_RUNS,
): Promise<string> {
  const id = randomBytes(ID_BYTES).toString("base64url");
  await db
    .insertInto("saved_dry_runs")
    .values({
      ...{ saved_id: id, app_id: appId, operator_id: operatorId, path, rule_id: rule, text },
      question: JSON.stringify(question),
      answer: JSON.stringify(answer),
      saved_at: new Date(at),
    })
    .execute();
  await sql`delete from saved_dry_runs where saved_id in
    (select saved_id from saved_dry_runs where app_id = ${appId} order by saved_at desc, saved_id offset ${most})`.execute(
    db,
  );
  return id;
}

/** Null when there is none (any more). */
export async function findSavedDryRun(
  { db }: Pick<Store, "db">,
  appId: number,
  id: string,
): Promise<FoundDryRun | null> {
  const row = await db
    .selectFrom("saved_dry_runs")
    .leftJoin("operators", "operators.operator_id", "saved_dry_runs.operator_id")
    .select(["path", "rule_id", "text", "question", "answer", "saved_at", "email"])
    .where("app_id", "=", appId)
    .where("saved_id", "=", id)
    .executeTakeFirst();
  if (row === undefined) return null;
  const { path, rule_id: rule, text, question, answer, saved_at: savedAt, email } = row;
  return { path, rule, text, question, answer, operator: email, savedAt: savedAt.getTime() };
}

/** Those that are older than they are kept; `at` in milliseconds. */
export async function forgetSavedDryRuns({ db }: Pick<Store, "db">, at: number): Promise<void> {
  const before = new Date(at - SAVED_DRY_RUN_DAYS * 86_400_000);
  await db.deleteFrom("saved_dry_runs").where("saved_at", "<", before).execute();
}
