import { sql } from "kysely";
import type { Store } from "../db/store.ts";
import { LONGEST_DRAFT, MOST_DRAFTS, type DraftHead, type DraftOwner } from "./draft-types.ts";

export interface NewDraft extends DraftOwner {
  readonly path: string;
  readonly text: string;
  readonly basedOn: string | null;
  /** Of the draft that this one takes the place of; null when there is none. */
  readonly expected: number | null;
  /** Milliseconds. */
  readonly at: number;
}

export type DraftWritten =
  | { readonly kind: "written"; readonly draft: DraftHead }
  /** Another tab or machine of the operator changed it meanwhile. */
  | { readonly kind: "conflict" }
  /** As many or as long as drafts may be. */
  | { readonly kind: "full" };

/** Writes a draft unless it is another than the writer knows. */
export async function writeDraft({ db }: Pick<Store, "db">, draft: NewDraft): Promise<DraftWritten> {
  const { appId, operatorId, path, text, basedOn, expected, at } = draft;
  if (text.length > LONGEST_DRAFT) return { kind: "full" };
  const updatedAt = new Date(at);
  if (expected !== null) {
    const row = await db
      .updateTable("drafts")
      .set({ text, based_on: basedOn, version: sql<number>`nextval('draft_versions')`, updated_at: updatedAt })
      .where("app_id", "=", appId)
      .where("operator_id", "=", operatorId)
      .where("path", "=", path)
      .where("version", "=", expected)
      .returning("version")
      .executeTakeFirst();
    return row === undefined ? { kind: "conflict" } : written(draft, row.version);
  }
  return db.transaction().execute(async (transaction): Promise<DraftWritten> => {
    // Held until the end, so that two first drafts are counted one after the other.
    await transaction
      .selectFrom("operators")
      .select("operator_id")
      .where("operator_id", "=", operatorId)
      .forNoKeyUpdate()
      .execute();
    const { count } = await transaction
      .selectFrom("drafts")
      .select(sql<number>`count(*)::integer`.as("count"))
      .where("app_id", "=", appId)
      .where("operator_id", "=", operatorId)
      .where("path", "!=", path)
      .executeTakeFirstOrThrow();
    if (count >= MOST_DRAFTS) return { kind: "full" };
    const row = await transaction
      .insertInto("drafts")
      .values({ app_id: appId, operator_id: operatorId, path, text, based_on: basedOn, updated_at: updatedAt })
      .onConflict((conflict) => conflict.doNothing())
      .returning("version")
      .executeTakeFirst();
    return row === undefined ? { kind: "conflict" } : written(draft, row.version);
  });
}

function written({ path, basedOn, at }: NewDraft, version: number): DraftWritten {
  return { kind: "written", draft: { path, basedOn, version, updatedAt: at } };
}

/** Forgets a draft unless it is another than the operator knows; false when it is. A draft that is gone already is no conflict. */
export async function removeDraft(
  { db }: Pick<Store, "db">,
  { appId, operatorId, path, expected }: DraftOwner & { readonly path: string; readonly expected: number },
): Promise<boolean> {
  const mine = await db
    .selectFrom("drafts")
    .select("version")
    .where("app_id", "=", appId)
    .where("operator_id", "=", operatorId)
    .where("path", "=", path)
    .executeTakeFirst();
  if (mine === undefined) return true;
  const { numDeletedRows } = await db
    .deleteFrom("drafts")
    .where("app_id", "=", appId)
    .where("operator_id", "=", operatorId)
    .where("path", "=", path)
    .where("version", "=", expected)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}
