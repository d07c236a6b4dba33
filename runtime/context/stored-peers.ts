import { sql } from "kysely";
import { ROW_COLUMNS } from "../../compiler/index.ts";
import { ROW_CAP, VALUE_CAP, type PeerSource } from "../../dsl/types/sources.ts";
import { milliseconds, type Sql } from "./field-sql.ts";

/** How many users of one value are seen, and how many rows a user; tests lower them. */
export interface PeerCaps {
  readonly value: number;
  readonly rows: number;
}

export const PEER_CAPS: PeerCaps = { value: VALUE_CAP, rows: ROW_CAP };

/** Where it stands what each user has: one row a user and value, but for networks, of which a user may use several addresses. */
const KINDS = {
  peers_by_ip: { table: "user_ips", value: "address", shared: "address", tie: null },
  peers_by_subnet: { table: "user_ips", value: "subnet", shared: "subnet", tie: "address" },
  peers_by_device: { table: "user_devices", value: "device_id", shared: "user_agent", tie: null },
  peers_by_phone: { table: "user_phones", value: "number", shared: "number", tie: null },
  peers_by_email: { table: "user_emails", value: "address", shared: "address", tie: null },
} as const satisfies Record<PeerSource, { table: string; value: string; shared: string; tie: string | null }>;

export interface StoredPeers {
  readonly source: PeerSource;
  readonly asOf: Sql;
  readonly columns: readonly Sql[];
  readonly limit: number;
  readonly offset: number;
  /** The alias of the judged user. */
  readonly user: string;
  readonly caps: PeerCaps;
}

/**
 * The peers of one user. First each of the user's values, the newest thousand; of each value the users of the newest use, to the
 * hour, as an index has them (`0004-peers.ts`): never more than the cap, whoever shares it. Only then the user itself is left out,
 * and the newest rows are kept.
 *
 * What is asked of a value depends on nothing else, so that PostgreSQL remembers it for all users of a statement who have it.
 */
export function storedPeers({ source, asOf, columns, limit, offset, user, caps }: StoredPeers): Sql {
  const { table, value, shared, tie } = KINDS[source];
  const own = sql`select o.app_id, ${sql.id("o", value)} as value from ${sql.table(table)} o
    where o.user_id = ${sql.id(user, "user_id")} and o.first_seen <= ${asOf} and ${sql.id("o", shared)} is not null
    group by o.app_id, ${sql.id("o", value)} order by max(o.last_seen) desc, ${sql.id("o", value)} desc limit ${ROW_CAP}`;
  const order = [sql`p.last_hour desc`, sql`p.user_id desc`, ...(tie === null ? [] : [sql`${sql.id("p", tie)} desc`])];
  const newest = sql`select p.user_id, p.last_seen, ${sql.id("p", shared)} as shared from ${sql.table(table)} p
    where p.app_id = own.app_id and ${sql.id("p", value)} = own.value and p.first_seen <= ${asOf}
      and ${sql.id("p", shared)} is not null
    order by ${sql.join(order)} limit ${caps.value}`;
  const users =
    tie === null
      ? newest
      : sql`select n.user_id, max(n.last_seen) as last_seen, n.shared from (${newest}) n group by n.user_id, n.shared`;
  const peers = sql`select w.user_id, w.name, w.decision, w.decided_by, w.created_sent, w.first_seen, w.last_seen,
      n.shared, n.last_seen as last_used
    from (${users}) n join users w on w.user_id = n.user_id`;
  const clock = sql`least(s.last_used, ${asOf})`;
  const rank = sql`lpad(s.user_id::text, 20, '0') || ' ' || s.value::text collate "C"`;
  const kept = sql`select s.*, ${clock} as clock, ${rank} as tie
    from (select own.value, c.* from (${own}) own cross join lateral (${peers}) c) s
    where s.user_id <> ${sql.id(user, "user_id")}
    order by ${clock} desc, ${rank} desc limit ${Math.max(0, Math.min(limit, caps.rows - offset))} offset ${offset}`;
  const list = columns.length === 0 ? sql`` : sql`, ${sql.join(columns)}`;
  return sql`select ${sql.id(user, "user_id")}, ${milliseconds(sql`t.clock`)} as ${sql.id(ROW_COLUMNS.clock)}, t.tie as ${sql.id(ROW_COLUMNS.tie)}${list}
    from (${kept}) t`;
}
