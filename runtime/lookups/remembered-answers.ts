import { sql } from "kysely";
import { z } from "zod";
import type { Store } from "../db/store.ts";
import type { LookupId } from "./lookup-ids.ts";
import type { LookupFailure, ToldFacts } from "./lookup-provider.ts";

/** What is remembered of a subject; `facts` are null after a failure. */
export interface RememberedAnswer {
  readonly facts: ToldFacts | null;
  /** Why there are none. */
  readonly failure: LookupFailure | null;
  /** Milliseconds. */
  readonly askedAt: number;
}

export interface AnswerToRemember extends RememberedAnswer {
  /** Until then nobody is asked again. */
  readonly expiresAt: number;
}

const toldSchema = z.record(z.string(), z.union([z.boolean(), z.string(), z.null()])).nullable();

/** What is remembered of these subjects and not yet to be asked again, for all apps and processes. */
export async function rememberedAnswers(
  { db }: Store,
  kind: LookupId,
  { subjects, now }: { readonly subjects: readonly string[]; readonly now: number },
): Promise<ReadonlyMap<string, RememberedAnswer>> {
  if (subjects.length === 0) return new Map();
  const rows = await db
    .selectFrom("lookups")
    .select(["subject", "answer", "failure", "asked_at"])
    .where("kind", "=", kind)
    .where("subject", "in", subjects)
    .where("expires_at", ">", new Date(now))
    .execute();
  return new Map(
    rows.map(({ subject, answer, failure, asked_at }) => [
      subject,
      { facts: toldSchema.parse(answer), failure, askedAt: asked_at.getTime() },
    ]),
  );
}

/** A failure does not take the place of an answer that another process was given meanwhile. */
export async function rememberAnswer(
  { db }: Store,
  kind: LookupId,
  subject: string,
  { facts, failure, askedAt, expiresAt }: AnswerToRemember,
): Promise<void> {
  const row = {
    answer: facts === null ? null : JSON.stringify(facts),
    failure,
    asked_at: new Date(askedAt),
    expires_at: new Date(expiresAt),
  };
  await db
    .insertInto("lookups")
    .values({ kind, subject, ...row })
    .onConflict((conflict) =>
      conflict
        .columns(["kind", "subject"])
        .doUpdateSet(row)
        .where(
          sql<boolean>`excluded.answer is not null or lookups.answer is null or lookups.expires_at <= excluded.asked_at`,
        ),
    )
    .execute();
}
