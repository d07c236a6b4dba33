import { sql, type RawBuilder } from "kysely";
import type { Store } from "../db/store.ts";
import { exemption, IDENTITIES, type IdentityKind, type NotListedReason } from "./identities.ts";

export const BLACKLIST_KINDS = ["user", "ip", "email", "phone"] as const;
export type BlacklistKind = "user" | IdentityKind;

/** A blacklisted user, or something that a blacklisted user has. */
export interface BlacklistEntry {
  readonly kind: BlacklistKind;
  readonly value: string;
  readonly userName: string;
  readonly score: number | null;
  /** When the user was blacklisted, milliseconds. */
  readonly addedAt: number;
  readonly by: "operator" | "threshold";
  /** Whether it is blacklisted; what is not says why. */
  readonly listed: boolean;
  readonly reason: NotListedReason | null;
}

export interface BlacklistFilter {
  readonly appId: number;
  readonly kind?: BlacklistKind | undefined;
  readonly listed?: boolean | undefined;
  /** Part of the value or of the user's name, ignoring case. */
  readonly search?: string | undefined;
  /** The user of that name alone. */
  readonly userName?: string | undefined;
}

export interface BlacklistPage {
  readonly entries: readonly BlacklistEntry[];
  /** Where the next page begins; null after the last. */
  readonly next: string | null;
}

interface Row {
  readonly at: string;
  readonly user_id: string;
  readonly kind_order: number;
  readonly value: string;
  readonly name: string;
  readonly score: number | null;
  readonly decided_at: Date;
  readonly decided_by: "operator" | "threshold";
  readonly listed: boolean;
  readonly reason: NotListedReason | null;
}

/**
 * The newest decisions first, of each user the name, then addresses, e-mail addresses and phone numbers. Pages go by what the last entry
 * was, so that users who come or go meanwhile move nothing.
 *
 * @throws BadCursor for an `after` that no page gave.
 */
export async function listBlacklist(
  { db }: Store,
  { appId, kind, listed, search, userName }: BlacklistFilter,
  { after, limit }: { readonly after?: string | undefined; readonly limit: number },
): Promise<BlacklistPage> {
  const conditions: RawBuilder<unknown>[] = [];
  if (kind !== undefined) conditions.push(sql`i.kind_order = ${BLACKLIST_KINDS.indexOf(kind)}`);
  if (listed !== undefined) conditions.push(sql`(i.reason is null) = ${listed}`);
  if (userName !== undefined) conditions.push(sql`u.name = ${userName}`);
  if (search !== undefined && search !== "")
    conditions.push(sql`(strpos(lower(i.value), lower(${search})) > 0 or strpos(lower(u.name), lower(${search})) > 0)`);
  if (after !== undefined) conditions.push(isAfter(readCursor(after)));
  const { rows } =
    await sql<Row>`select u.decided_at::text as at, u.user_id, i.kind_order, i.value, u.name, s.score, u.decided_at, u.decided_by,
      i.reason is null as listed, i.reason
    from users u join apps a on a.app_id = u.app_id left join scores s on s.user_id = u.user_id cross join lateral (
      select 0 as kind_order, u.name as value, null as reason
      ${sql.join(
        IDENTITIES.map((identity, index) => rowsOf(identity, index + 1)),
        sql` `,
      )}
    ) i
    where u.app_id = ${appId} and u.decision = 'blacklist' ${sql.join(
      conditions.map((condition) => sql`and ${condition}`),
      sql` `,
    )}
    order by u.decided_at desc, u.user_id desc, i.kind_order, i.value limit ${limit + 1}`.execute(db);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { entries: page.map(entryOf), next: rows.length > limit && last !== undefined ? cursorOf(last) : null };
}

/** Every entry that the filter finds, read in pages. */
export async function* eachBlacklisted(store: Store, filter: BlacklistFilter): AsyncGenerator<BlacklistEntry> {
  let after: string | undefined;
  do {
    const page = await listBlacklist(store, filter, { after, limit: PAGE });
    yield* page.entries;
    after = page.next ?? undefined;
  } while (after !== undefined);
}

const PAGE = 1000;

function rowsOf(identity: (typeof IDENTITIES)[number], order: number): RawBuilder<unknown> {
  const value = sql.ref(`o.${identity.column}`);
  const text = identity.kind === "ip" ? sql`host(${value}) collate "C"` : value;
  return sql`union all select ${sql.lit(order)}, ${text}, case when u.decided_by = 'threshold' and not s.blacklisted then 'threshold'
      when s.blacklisted then null else coalesce(${exemption(identity, "s", "a")}, 'pending') end
    from ${sql.table(identity.owners)} o join ${sql.table(identity.shared)} s on s.app_id = o.app_id and s.${sql.ref(identity.column)} = ${value}
    where o.user_id = u.user_id`;
}

function entryOf(row: Row): BlacklistEntry {
  return {
    kind: BLACKLIST_KINDS[row.kind_order] ?? "user",
    value: row.value,
    userName: row.name,
    score: row.score,
    addedAt: row.decided_at.getTime(),
    by: row.decided_by,
    listed: row.listed,
    reason: row.reason,
  };
}

/** A page cannot begin there. */
export class BadCursor extends Error {
  override readonly name = "BadCursor";
}

type Cursor = readonly [at: string, userId: string, kindOrder: number, value: string];

function cursorOf({ at, user_id, kind_order, value }: Row): string {
  return Buffer.from(JSON.stringify([at, user_id, kind_order, value] satisfies Cursor)).toString("base64url");
}

function readCursor(text: string): Cursor {
  try {
    const read: unknown = JSON.parse(Buffer.from(text, "base64url").toString());
    if (isCursor(read)) return read;
  } catch {
    // No JSON: as bad as another shape.
  }
  throw new BadCursor("there is no such page");
}

function isCursor(read: unknown): read is Cursor {
  if (!Array.isArray(read) || read.length !== 4) return false;
  const [at, userId, kindOrder, value] = read as readonly unknown[];
  return (
    typeof at === "string" &&
    /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?[+-]\d\d(:\d\d)?$/.test(at) &&
    typeof userId === "string" &&
    /^\d{1,19}$/.test(userId) &&
    typeof kindOrder === "number" &&
    BLACKLIST_KINDS[kindOrder] !== undefined &&
    typeof value === "string" &&
    !value.includes("\0")
  );
}

function isAfter([at, userId, kindOrder, value]: Cursor): RawBuilder<unknown> {
  const user = sql`(u.decided_at, u.user_id)`;
  const last = sql`(${at}::timestamptz, ${userId}::bigint)`;
  return sql`${user} <= ${last} and (${user} < ${last} or (i.kind_order, i.value) > (${kindOrder}::integer, ${value} collate "C"))`;
}
