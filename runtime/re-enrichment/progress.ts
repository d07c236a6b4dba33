import { sql } from "kysely";
import type { ReEnrichedKind } from "../db/schema.ts";
import type { Store } from "../db/store.ts";
import { RE_ENRICHED_KINDS } from "./kinds.ts";

/** How far one kind of what was seen before has been asked about again. */
export interface ReEnrichmentProgress {
  readonly kind: ReEnrichedKind;
  readonly startedAt: number;
  /** Null while it goes on. */
  readonly finishedAt: number | null;
  readonly total: number;
  readonly done: number;
  /** Rows of users that were written. */
  readonly changed: number;
}

/**
 * Everything seen before is to be asked about again, if not of these sources already: processes that see the same change at once begin
 * one run. `anew` has one of these sources that began before `at` begin from the first value. Answers how many values are to be asked
 * about, null when another run of these sources goes on.
 */
export async function beginReEnrichment(
  { db }: Store,
  fingerprint: string,
  at: number,
  { anew }: { readonly anew: boolean } = { anew: false },
): Promise<number | null> {
  const started = new Date(at).toISOString();
  const begun = await Promise.all(
    RE_ENRICHED_KINDS.map((kind) =>
      sql<{
        total: string;
      }>`insert into re_enrichment as r (kind, fingerprint, started, total, done, changed, last_app_id)
        select ${kind}, ${fingerprint}, ${started}, count(*), 0, 0, 0 from ${sql.table(kind)}
        on conflict (kind) do update set fingerprint = excluded.fingerprint, started = excluded.started, finished = null,
          total = excluded.total, done = 0, changed = 0, last_app_id = 0, last_value = null
        where r.fingerprint <> excluded.fingerprint or (${anew} and r.started < excluded.started) returning total`.execute(
        db,
      ),
    ),
  );
  const totals = begun.flatMap(({ rows }) => rows.map(({ total }) => Number(total)));
  return totals.length === 0 ? null : totals.reduce((sum, total) => sum + total, 0);
}

/** Nothing before the first server with sources has started. */
export async function readReEnrichment({ db }: Store): Promise<readonly ReEnrichmentProgress[]> {
  const rows = await db.selectFrom("re_enrichment").selectAll().orderBy("kind", "desc").execute();
  return rows.map(({ kind, started, finished, total, done, changed }) => ({
    kind,
    startedAt: started.getTime(),
    finishedAt: finished?.getTime() ?? null,
    total: Number(total),
    done: Number(done),
    changed: Number(changed),
  }));
}
