import type { Store } from "../db/store.ts";
import type { Draft, DraftHead, DraftOwner, ForeignDraft } from "./draft-types.ts";

/** An operator's drafts, by path, and who else has one of which file. */
export async function listDrafts(
  { db }: Pick<Store, "db">,
  { appId, operatorId }: DraftOwner,
): Promise<{ readonly own: readonly DraftHead[]; readonly others: readonly ForeignDraft[] }> {
  const rows = await db
    .selectFrom("drafts")
    .innerJoin("operators", "operators.operator_id", "drafts.operator_id")
    .select(["drafts.operator_id", "path", "based_on", "version", "updated_at", "email"])
    .where("app_id", "=", appId)
    .orderBy("path")
    .orderBy("email")
    .execute();
  return {
    own: rows
      .filter((row) => row.operator_id === operatorId)
      .map((row) => ({
        path: row.path,
        basedOn: row.based_on,
        version: row.version,
        updatedAt: row.updated_at.getTime(),
      })),
    others: rows
      .filter((row) => row.operator_id !== operatorId)
      .map((row) => ({ path: row.path, operator: row.email, updatedAt: row.updated_at.getTime() })),
  };
}

/** An operator's drafts with their texts, by path; only the one of a file, if it is named. */
export async function readDrafts(
  { db }: Pick<Store, "db">,
  { appId, operatorId }: DraftOwner,
  path?: string,
): Promise<readonly Draft[]> {
  const mine = db
    .selectFrom("drafts")
    .select(["path", "text", "based_on", "version", "updated_at"])
    .where("app_id", "=", appId)
    .where("operator_id", "=", operatorId)
    .orderBy("path");
  const rows = await (path === undefined ? mine : mine.where("path", "=", path)).execute();
  return rows.map((row) => ({
    path: row.path,
    text: row.text,
    basedOn: row.based_on,
    version: row.version,
    updatedAt: row.updated_at.getTime(),
  }));
}
