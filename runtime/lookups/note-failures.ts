import { sql } from "kysely";
import type { ReEnrichedKind } from "../db/schema.ts";
import { createStatement } from "../db/statement.ts";
import { inTransaction, type Store } from "../db/store.ts";
import { readStoredFacts, within, type StoredFacts } from "../re-enrichment/kept-facts.ts";
import { RE_ENRICHED } from "../re-enrichment/kinds.ts";
import type { LookupFailure } from "./lookup-provider.ts";

/** An address about which nobody told. */
export interface UntoldOfValue {
  readonly appId: number;
  readonly value: string;
  readonly reason: LookupFailure;
  readonly facts: readonly string[];
}

/** Whether it is to be written why these facts are unknown: not of those that are known, and not again. */
export function isNews(stored: StoredFacts, { reason, facts }: Pick<UntoldOfValue, "reason" | "facts">): boolean {
  const noted = new Set(stored.unknown.filter((entry) => entry.reason === reason).flatMap(({ fields }) => fields));
  return stillUnknown(stored, facts).some((fact) => !noted.has(fact));
}

/** Writes beside the addresses why facts are unknown. No fact changes by it, and nobody is judged again. */
export function createNoteFailures(
  store: Store,
  about: ReEnrichedKind,
): (untold: readonly UntoldOfValue[]) => Promise<void> {
  const { kind, type } = RE_ENRICHED[about];
  const table = sql.table(kind);
  const key = { app_id: "integer", value: type } as const;
  const lock = createStatement<{ app_id: number; value: string; facts: unknown }>(
    store,
    `note failures of ${kind}: lock`,
    ({ rows }) => sql`select b.app_id, ${about === "ips" ? sql`host(b.value)` : sql`b.value`} as value, s.facts
      from ${rows("given", key)} b join ${table} s on s.app_id = b.app_id and s.address = b.value
      order by s.app_id, s.address for no key update of s`,
  );
  const write = createStatement<Record<string, never>>(
    store,
    `note failures of ${kind}: write`,
    ({ rows }) => sql`update ${table} s set facts = b.facts from ${rows("given", { ...key, facts: "json" })} b
      where s.app_id = b.app_id and s.address = b.value`,
  );
  return async (untold) => {
    if (untold.length === 0) return;
    const byKey = new Map(untold.map((each) => [`${each.appId} ${each.value}`, each]));
    const given = untold.map(({ appId, value }) => ({ app_id: appId, value }));
    await inTransaction(store, async (client) => {
      const noted = (await lock.run(client, { rows: { given } })).flatMap(({ app_id, value, facts }) => {
        const failure = byKey.get(`${app_id} ${value}`);
        return failure === undefined
          ? []
          : [{ app_id, value, facts: JSON.stringify(noting(readStoredFacts(facts), failure)) }];
      });
      await write.run(client, { rows: { given: noted } });
    });
  };
}

function noting(stored: StoredFacts, { reason, facts }: UntoldOfValue): StoredFacts {
  const fields = stillUnknown(stored, facts);
  if (fields.length === 0) return stored;
  return {
    known: stored.known,
    unknown: [...within(stored.unknown, (field) => !fields.includes(field)), { reason, fields }],
  };
}

function stillUnknown(stored: StoredFacts, facts: readonly string[]): readonly string[] {
  const known = new Set(stored.known.flatMap(({ fields }) => fields));
  return facts.filter((fact) => !known.has(fact));
}
