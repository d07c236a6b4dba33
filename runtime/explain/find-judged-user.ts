import type { UserContext } from "../../dsl/types/user-context.ts";
import type { ContextNeeds } from "../context/context-needs.ts";
import { loadContext } from "../context/load-contexts.ts";
import type { Store } from "../db/store.ts";
import { findUserId } from "../users/find-user.ts";

export interface JudgedUserQuestion {
  readonly appId: number;
  readonly userName: string;
  /** Milliseconds. */
  readonly asOf: number;
  readonly needs: ContextNeeds;
}

/** One stored user as of a moment; users first seen later were not there yet. */
export type JudgedUser =
  | { readonly kind: "found"; readonly context: UserContext }
  | { readonly kind: "no_user" }
  | { readonly kind: "not_yet"; readonly firstSeen: number };

export async function findJudgedUser(store: Store, question: JudgedUserQuestion): Promise<JudgedUser> {
  const { appId, userName, asOf, needs } = question;
  const userId = await findUserId(store, appId, userName);
  if (userId === null) return { kind: "no_user" };
  const row = await store.db.selectFrom("users").select("first_seen").where("user_id", "=", userId).executeTakeFirst();
  if (row === undefined) return { kind: "no_user" };
  const firstSeen = row.first_seen.getTime();
  if (firstSeen > asOf) return { kind: "not_yet", firstSeen };
  const user = await loadContext(store, needs, userId, asOf);
  return user === null ? { kind: "no_user" } : { kind: "found", context: user.context };
}
