import { sql, type RawBuilder } from "kysely";
import type { PoolClient } from "pg";
import { createStatement, type Given, type Statement } from "../db/statement.ts";
import type { Store } from "../db/store.ts";
import { ownKey, type KnownUser, type KnownValue } from "./known-users.ts";
import { OWN_KINDS, OWN_TABLES, type OwnKind } from "./own-kinds.ts";
import type { PreparedEvent } from "./prepared-event.ts";
import type { StoredSession, StoredUser } from "./stored-user.ts";

/** Reads users and which of the things that these events name they had: one snapshot. Users who are not there come as well, without an owner. */
export type ReadUsers = (
  client: Pick<PoolClient, "query">,
  byUser: ReadonlyMap<string, readonly PreparedEvent[]>,
) => Promise<ReadonlyMap<string, KnownUser>>;

export function createReadUsers(store: Store): ReadUsers {
  const statement: Statement<ReadRow> = createStatement(
    store,
    "ingest read",
    ({ rows, value }) => sql`select
      (select coalesce(json_agg(found), '[]') from (${usersWithSessions(value("userIds"))}) found) as users,
      (select coalesce(json_agg(found), '[]') from (${ownedValues(rows)}) found) as owned`,
  );
  return async (client, byUser) => {
    const named = OWN_KINDS.map((kind) => [kind, namedValues(byUser, kind)] as const);
    const [row] = await statement.run(client, {
      values: { userIds: [...byUser.keys()] },
      rows: Object.fromEntries(named),
    });
    const stored = new Map(row?.users.map((user) => [user.user_id, storedUser(user)]));
    const owned = new Map(row?.owned.map((own) => [`${own.user_id} ${ownKey(own.kind, own.value)}`, own.country]));
    const values = new Map<string, Map<string, KnownValue>>([...byUser.keys()].map((userId) => [userId, new Map()]));
    for (const [kind, pairs] of named)
      for (const { user_id: userId, value } of pairs) {
        const country = owned.get(`${userId} ${ownKey(kind, value)}`);
        values.get(userId)?.set(ownKey(kind, value), { had: country !== undefined, country: country ?? null });
      }
    return new Map(
      [...values].map(([userId, own]) => [userId, { stored: stored.get(userId) ?? stranger(userId), values: own }]),
    );
  };
}

interface ReadRow {
  readonly users: readonly UserRow[];
  readonly owned: readonly OwnedRow[];
}

/** From JSON: ids are texts, times ISO texts. */
interface UserRow {
  readonly user_id: string;
  readonly app_id: number;
  readonly name: string;
  readonly name_check: string | null;
  readonly revision: string;
  readonly event_count: number;
  readonly last_seen: string;
  readonly session: SessionJson | null;
}

interface SessionJson {
  readonly id: string;
  readonly started: string;
  readonly last_seen: string;
  readonly event_count: number;
  readonly addresses: readonly string[];
  readonly device_ids: readonly string[];
  readonly countries: readonly string[];
}

interface OwnedRow {
  readonly kind: OwnKind;
  readonly user_id: string;
  readonly value: string;
  readonly country: string | null;
}

function usersWithSessions(userIds: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`select u.user_id::text, u.app_id, u.name, u.name_check::text, u.revision::text, u.event_count, u.last_seen,
      case when s.session_id is not null then json_build_object('id', s.session_id::text, 'started', s.started,
        'last_seen', s.last_seen, 'event_count', s.event_count, 'addresses', s.addresses,
        'device_ids', s.device_ids::text[], 'countries', s.countries) end as session
    from users u left join sessions s on s.user_id = u.user_id and s.session_id = u.session_id
    where u.user_id in (select unnest(${userIds}::bigint[]))`;
}

function ownedValues(rows: Given["rows"]): RawBuilder<unknown> {
  const owned = OWN_KINDS.map((kind) => {
    const { table, column, type } = OWN_TABLES[kind];
    const value = type === "inet" ? sql`host(b.value)` : sql`b.value::text`;
    const country = kind === "ip" ? sql`t.country` : sql`null`;
    return sql`select ${sql.lit(kind)} as kind, b.user_id::text, ${value} as value, ${country} as country
      from ${rows(kind, { user_id: "bigint", value: type })} b
      join ${sql.table(table)} t on t.user_id = b.user_id and t.${sql.ref(column)} = b.value`;
  });
  return sql.join(owned, sql` union all `);
}

interface Named {
  readonly [column: string]: string;
  readonly user_id: string;
  readonly value: string;
}

function namedValues(byUser: ReadonlyMap<string, readonly PreparedEvent[]>, kind: OwnKind): readonly Named[] {
  const { valueOf } = OWN_TABLES[kind];
  return [...byUser].flatMap(([userId, events]) => {
    const values = new Set(events.map(valueOf));
    return [...values].flatMap((value) => (value === null ? [] : [{ user_id: userId, value }]));
  });
}

function stranger(userId: string): StoredUser {
  return { userId, owner: null, revision: null, lastSeen: null, session: null };
}

function storedUser({ user_id: userId, revision, event_count, last_seen, session, ...row }: UserRow): StoredUser {
  const owner = { appId: row.app_id, name: row.name, nameCheck: row.name_check };
  const lastSeen = event_count === 0 ? null : Date.parse(last_seen);
  return { userId, owner, revision, lastSeen, session: session === null ? null : storedSession(session) };
}

function storedSession(session: SessionJson): StoredSession {
  return {
    sessionId: session.id,
    started: Date.parse(session.started),
    lastSeen: Date.parse(session.last_seen),
    eventCount: session.event_count,
    addresses: session.addresses,
    deviceIds: session.device_ids,
    countries: session.countries,
  };
}
