import { sql } from "kysely";
import type { ReEnrichedKind } from "../db/schema.ts";
import type { Store } from "../db/store.ts";
import { readStoredFacts, type StoredFacts } from "../re-enrichment/kept-facts.ts";
import { RE_ENRICHED } from "../re-enrichment/kinds.ts";

/** An address of a user with what is known of it. */
export interface OwnedValue {
  readonly appId: number;
  readonly userId: string;
  /** An e-mail address, or a canonical IP address. */
  readonly value: string;
  /** By column, moments as ISO texts; null is unknown. */
  readonly facts: Readonly<Record<string, unknown>>;
  /** Where the facts are from. */
  readonly stored: StoredFacts;
}

/** Who has more is asked about as they come. */
const NEWEST = 20;

/** The addresses that these users used last, with some of their facts; e-mail addresses that are none are left out. */
export async function valuesOfUsers(
  { db }: Store,
  about: ReEnrichedKind,
  { userIds, facts }: { readonly userIds: readonly string[]; readonly facts: readonly string[] },
): Promise<readonly OwnedValue[]> {
  const { owners, kind } = RE_ENRICHED[about];
  const values = sql.join(facts.flatMap((name) => [sql.lit(name), sql.ref(`o.${name}`)]));
  const value = about === "ips" ? sql`host(o.address)` : sql`o.address`;
  const isMeant = about === "ips" ? sql`not o.lan` : sql`o.valid`;
  const { rows } =
    await sql<FoundRow>`select o.app_id, o.user_id::text as user_id, ${value} as value, s.facts as stored,
      json_build_object(${values}) as facts
    from unnest(${userIds}::bigint[]) as u(user_id)
    cross join lateral (
      select * from ${sql.table(owners)} n where n.user_id = u.user_id order by n.last_seen desc limit ${NEWEST}
    ) o join ${sql.table(kind)} s on s.app_id = o.app_id and s.address = o.address
    where ${isMeant}`.execute(db);
  return rows.map(({ app_id: appId, user_id: userId, value: found, facts: known, stored }) => ({
    appId,
    userId,
    value: found,
    facts: known,
    stored: readStoredFacts(stored),
  }));
}

interface FoundRow {
  readonly app_id: number;
  readonly user_id: string;
  readonly value: string;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly stored: unknown;
}
