import { sql } from "kysely";
import type { Store } from "../db/store.ts";
import { changeOf } from "./stored-trail.ts";
import type { TrailKey } from "./trail-key.ts";
import type { BrokenLink, StoredChange } from "./verify-trail.ts";
import { verifyTrails } from "./verify-trails.ts";

export const CHANGE_PROOFS = ["proven", "broken", "older"] as const;
/**
 * `proven`: as it was written, and so is all before it. `broken`: at or behind a broken link. `older`: from before there were trails.
 */
export type ChangeProof = (typeof CHANGE_PROOFS)[number];

export interface TrailPage {
  /** Null when the whole trail is as it was written. */
  readonly broken: BrokenLink | null;
  /** Newest first, in the order of their arrival. */
  readonly changes: readonly (StoredChange & { readonly proof: ChangeProof })[];
  /** Where the next page begins; null after the last one. */
  readonly next: TrailPosition | null;
}

export type TrailPosition = Pick<StoredChange, "sequence" | "changeId">;

export interface TrailQuestion {
  readonly userId: string;
  /** Only changes before this one. */
  readonly before?: TrailPosition | undefined;
  readonly limit: number;
}

/** A page of a user's trail; all of the trail is proven for it. */
export async function readTrail(
  store: Store,
  key: TrailKey,
  { userId, before, limit }: TrailQuestion,
): Promise<TrailPage> {
  const { broken } = await verifyTrails(store, { key, userId });
  const [first = null] = broken;
  let query = store.db
    .selectFrom("field_changes")
    .selectAll()
    .where("user_id", "=", userId)
    .orderBy("sequence", "desc")
    .orderBy("change_id", "desc")
    .limit(limit + 1);
  if (before !== undefined)
    query = query.where(sql<boolean>`(sequence, change_id) < (${before.sequence}, ${before.changeId})`);
  const rows = (await query.execute()).map(changeOf);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    broken: first === null ? null : { sequence: first.sequence, fault: first.fault, of: first.of },
    changes: page.map((change) => ({ ...change, proof: proofOf(change, first) })),
    next: rows.length > limit && last !== undefined ? { sequence: last.sequence, changeId: last.changeId } : null,
  };
}

function proofOf({ sequence }: StoredChange, broken: BrokenLink | null): ChangeProof {
  if (sequence === 0) return "older";
  return broken === null || sequence < broken.sequence ? "proven" : "broken";
}
