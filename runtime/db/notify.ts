import { sql } from "kysely";
import { z } from "zod";
import type { Store } from "./store.ts";

/** The channel on which the processes of an installation tell each other what they have changed. */
export const CHANNEL = "tocsin_changes";

const changeSchema = z.discriminatedUnion("kind", [
  /** An API key was made, limited or revoked. */
  z.object({ kind: z.literal("keys"), appId: z.int() }),
  /** Preset, weights, thresholds or retention of an app. */
  z.object({ kind: z.literal("settings"), appId: z.int() }),
  /** An operator or time changed the entries of a runtime list. */
  z.object({ kind: z.literal("lists"), appId: z.int() }),
  /** A user got another id than the hash of the name. */
  z.object({ kind: z.literal("user_ids"), appId: z.int() }),
  /** A user was erased: what is remembered of them is to be forgotten. */
  z.object({ kind: z.literal("user_erased"), appId: z.int(), userId: z.string() }),
  /** A process runs another pack now. */
  z.object({ kind: z.literal("pack"), fingerprint: z.string() }),
]);

/** What a process has changed in the database that others may remember from before. */
export type Change = z.output<typeof changeSchema>;

/** What a listener hears: a change, or that something may have changed and nobody knows what. */
export type HeardChange = Change | { readonly kind: "anything" };

/** Tells all processes of a change; within a transaction they hear of it at its commit, and never after a rollback. */
export async function announce({ db }: Pick<Store, "db">, change: Change): Promise<void> {
  await sql`select pg_notify(${CHANNEL}, ${JSON.stringify(change)})`.execute(db);
}

/** A newer version may tell of what this one does not know. */
export function parseChange(payload: string | undefined): HeardChange {
  try {
    return changeSchema.parse(JSON.parse(payload ?? ""));
  } catch {
    return { kind: "anything" };
  }
}
