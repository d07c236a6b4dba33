import type { Kysely } from "kysely";
import { createRowIds } from "../db/row-ids.ts";
import type { Database } from "../db/schema.ts";
import type { Store } from "../db/store.ts";

export const OPERATOR_ACTIONS = [
  "user_exported",
  "user_erased",
  "retention_set",
  "time_zone_set",
  "rule_saved",
  "rule_renamed",
  "rule_removed",
  "operator_added",
  "operator_removed",
  "operator_password_set",
] as const;
export type OperatorActionKind = (typeof OPERATOR_ACTIONS)[number];

/** What an operator did with data of users, and with files of rules. Nothing in it names a user but the id, which only the installation's secret leads to. */
export interface OperatorAction {
  readonly actionId: string;
  readonly kind: OperatorActionKind;
  /** The operator's e-mail; null from the command line. */
  readonly operator: string | null;
  readonly userId: string | null;
  readonly details: Readonly<Record<string, number | string>> | null;
  /** Milliseconds. */
  readonly at: number;
}

export interface NewOperatorAction {
  readonly appId: number;
  readonly actionId: string;
  readonly kind: OperatorActionKind;
  readonly operatorId: number | null;
  readonly userId?: string | undefined;
  readonly details?: OperatorAction["details"] | undefined;
  readonly at: number;
}

/** Within the transaction of what is done, if that has one. */
export async function noteAction(db: Kysely<Database>, action: NewOperatorAction): Promise<void> {
  await db
    .insertInto("operator_actions")
    .values({
      app_id: action.appId,
      action_id: action.actionId,
      operator_id: action.operatorId,
      kind: action.kind,
      user_id: action.userId ?? null,
      details: action.details === undefined || action.details === null ? null : JSON.stringify(action.details),
      at: new Date(action.at),
    })
    .execute();
}

/**
 * For a change outside the database, which no transaction covers: `before` keeps the entry, and `work` calls it right before it changes
 * something. Nothing is changed without an entry; a change that failed then has `failed: 1` in its entry, so far as that can be written.
 */
export async function noteBefore<T>(
  db: Kysely<Database>,
  action: NewOperatorAction,
  work: (before: () => Promise<void>) => Promise<T>,
): Promise<T> {
  let noted = false;
  try {
    return await work(async () => {
      await noteAction(db, action);
      noted = true;
    });
  } catch (error) {
    // What went wrong is told by the first error.
    if (noted) await noteFailure(db, action).catch(() => undefined);
    throw error;
  }
}

async function noteFailure(db: Kysely<Database>, { appId, actionId, details }: NewOperatorAction): Promise<void> {
  await db
    .updateTable("operator_actions")
    .set({ details: JSON.stringify({ ...details, failed: 1 }) })
    .where("app_id", "=", appId)
    .where("action_id", "=", actionId)
    .execute();
}

/** Notes what concerns the whole installation in the trail of each app. */
export async function noteInEveryApp(
  db: Kysely<Database>,
  action: Omit<NewOperatorAction, "appId" | "actionId">,
): Promise<void> {
  const actionId = createRowIds(() => action.at)();
  const apps = await db.selectFrom("apps").select("app_id").orderBy("app_id").execute();
  for (const { app_id: appId } of apps) await noteAction(db, { ...action, appId, actionId });
}

export interface ActionsQuestion {
  readonly appId: number;
  /** Only actions before this one. */
  readonly before?: string | undefined;
  readonly limit: number;
}

/** Newest first. */
export async function listActions(
  { db }: Pick<Store, "db">,
  { appId, before, limit }: ActionsQuestion,
): Promise<readonly OperatorAction[]> {
  let query = db
    .selectFrom("operator_actions")
    .leftJoin("operators", "operators.operator_id", "operator_actions.operator_id")
    .select(["action_id", "kind", "operators.email", "user_id", "details", "at"])
    .where("app_id", "=", appId)
    .orderBy("action_id", "desc")
    .limit(limit);
  if (before !== undefined) query = query.where("action_id", "<", before);
  const rows = await query.execute();
  return rows.map((row) => ({
    actionId: row.action_id,
    kind: row.kind,
    operator: row.email,
    userId: row.user_id,
    details: row.details,
    at: row.at.getTime(),
  }));
}
