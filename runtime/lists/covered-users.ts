import { sql, type RawBuilder } from "kysely";
import type { Scalar } from "../../dsl/binder/bound.ts";
import type { Store } from "../db/store.ts";
import type { KeptList } from "./list-types.ts";

export interface CoveredOptions {
  readonly appId: number;
  readonly list: KeptList;
  readonly entries: readonly Scalar[];
  /** Users to name. */
  readonly limit: number;
}

export interface CoveredUsers {
  /** All of them; null for lists whose entries are neither addresses nor text. */
  readonly users: number | null;
  /** Ids of those seen last, newest first. */
  readonly newest: readonly string[];
}

/** Users who have come from an address, or with an e-mail address or a phone number, that stands among these entries. */
export async function coveredUsers({ db }: Store, options: CoveredOptions): Promise<CoveredUsers> {
  const query = coveredQuery(options);
  if (query === null) return { users: null, newest: [] };
  const { rows } = await sql<{ users: number; newest: readonly string[] }>`select count(*)::integer as users,
      coalesce((array_agg(u.user_id::text order by u.last_seen desc, u.user_id desc))[1:${sql.lit(options.limit)}], '{}') as newest
    from users u where u.app_id = ${options.appId} and u.user_id in (${query})`.execute(db);
  return rows[0] ?? { users: 0, newest: [] };
}

function coveredQuery({ appId, list: { element }, entries }: CoveredOptions): RawBuilder<unknown> | null {
  const values = entries.map(String);
  switch (element.kind) {
    case "ip":
    case "cidr":
      // By bounds, which an index finds, not by containment, which it does not.
      return sql`select i.user_id from unnest(${values}::inet[]) as e(net)
        join user_ips i on i.app_id = ${appId} and i.address between host(network(e.net))::inet and host(broadcast(e.net))::inet`;
    case "string":
      return sql`select m.user_id from user_emails m where m.app_id = ${appId} and m.address = any(${values}::text[])
        union select p.user_id from user_phones p where p.app_id = ${appId} and p.number = any(${values}::text[])`;
    default:
      return null;
  }
}
