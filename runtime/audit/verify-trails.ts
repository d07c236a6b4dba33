import { sql } from "kysely";
import type { PoolClient } from "pg";
import { compileRaw, inTransaction, type Store } from "../db/store.ts";
import { changeOf, TRAIL_COLUMNS, trailOf, type ChangeRow, type TrailRow } from "./stored-trail.ts";
import type { TrailKey } from "./trail-key.ts";
import { falseErasures } from "./verify-erasures.ts";
import { verifyTrail, type BrokenLink, type StoredChange } from "./verify-trail.ts";

export interface VerifyOptions {
  readonly key: TrailKey;
  /** All apps when not given. */
  readonly appId?: number | undefined;
  /** All users when not given. */
  readonly userId?: string | undefined;
  /** Told after each chunk. */
  readonly onProgress?: ((progress: { readonly users: number; readonly of: number }) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** A user whose trail is not what was written. */
export interface BrokenTrail extends BrokenLink {
  readonly userId: string;
  readonly appId: number;
  /** Null when there is no such user any more. */
  readonly name: string | null;
}

export interface VerifiedTrails {
  readonly users: number;
  /** Changes that were proven, of those that stand before a broken link. */
  readonly changes: number;
  /** Changes from before there were trails: nothing proves them. */
  readonly older: number;
  /** In the order of the ids of their users; then tombstones that Tocsin did not write. */
  readonly broken: readonly BrokenTrail[];
}

/** Users a chunk; each is one snapshot, so that what arrives meanwhile breaks nothing. */
const CHUNK = 200;
const SNAPSHOT = "begin isolation level repeatable read read only";

/** Proves the trails of users, one chunk after the other. */
export async function verifyTrails(store: Store, options: VerifyOptions): Promise<VerifiedTrails> {
  const { key, onProgress, signal } = options;
  const of = await countTrails(store, options);
  const broken: BrokenTrail[] = [];
  let [users, changes, older] = [0, 0, 0];
  for (let after = "-1"; ;) {
    signal?.throwIfAborted();
    const chunk = await readChunk(store, options, after);
    if (chunk.length === 0) break;
    for (const { appId, name, userId, stored, rows } of chunk) {
      const found = verifyTrail(key, stored, rows) ?? leftBehind(name, rows);
      if (found !== null) broken.push({ userId, appId, name, ...found });
      const linked = rows.filter(({ sequence }) => sequence > 0);
      changes += linked.filter(({ sequence }) => found === null || sequence < found.sequence).length;
      older += rows.length - linked.length;
    }
    users += chunk.length;
    after = chunk.at(-1)?.userId ?? after;
    onProgress?.({ users, of: Math.max(of, users) });
  }
  return { users, changes, older, broken: [...broken, ...(await falseErasures(store, options))] };
}

/** A user leaves by being erased, and the trail with them. */
function leftBehind(name: string | null, rows: readonly StoredChange[]): BrokenLink | null {
  return name === null ? { sequence: rows.at(-1)?.sequence ?? 0, fault: "missing", of: "user" } : null;
}

interface UserTrail {
  readonly userId: string;
  readonly appId: number;
  readonly name: string | null;
  readonly stored: ReturnType<typeof trailOf> | null;
  readonly rows: readonly StoredChange[];
}

/** Who has changes or says where a trail ends: the one without the other is a fault as well. */
async function readChunk(
  store: Store,
  { appId, userId }: Pick<VerifyOptions, "appId" | "userId">,
  after: string,
): Promise<readonly UserTrail[]> {
  const only = sql`${appId === undefined ? sql`true` : sql`o.app_id = ${appId}`} and
    ${userId === undefined ? sql`true` : sql`o.user_id = ${userId}`} and o.user_id > ${after}`;
  return inTransaction(
    store,
    async (client) => {
      const run = runner(store, client);
      const users = await run<{
        user_id: string;
        app_id: number;
        name: string | null;
      }>(sql`select o.user_id, min(o.app_id) as app_id,
          (select name from users u where u.user_id = o.user_id) as name
        from (
          (select user_id, app_id from field_trails o where ${only} order by user_id limit ${CHUNK})
          union all
          (select distinct on (user_id) user_id, app_id from field_changes o where ${only} order by user_id limit ${CHUNK})
        ) o group by o.user_id order by o.user_id limit ${CHUNK}`);
      const ids = users.map(({ user_id }) => user_id);
      const trails = await run<TrailRow>(
        sql`select ${TRAIL_COLUMNS} from field_trails t where t.user_id in (select unnest(${ids}::bigint[]))`,
      );
      const changes = await run<ChangeRow>(sql`select * from field_changes
        where user_id in (select unnest(${ids}::bigint[])) order by user_id, sequence, change_id`);
      const trailOfUser = new Map(trails.map((row) => [row.user_id, trailOf(row)]));
      const changesOfUser = new Map<string, StoredChange[]>(ids.map((id) => [id, []]));
      for (const row of changes) changesOfUser.get(row.user_id)?.push(changeOf(row));
      return users.map(({ user_id, app_id, name }) => ({
        userId: user_id,
        appId: app_id,
        name,
        stored: trailOfUser.get(user_id) ?? null,
        rows: changesOfUser.get(user_id) ?? [],
      }));
    },
    SNAPSHOT,
  );
}

async function countTrails({ db }: Store, { appId, userId }: VerifyOptions): Promise<number> {
  let query = db.selectFrom("field_trails").select(sql<string>`count(*)`.as("trails"));
  if (appId !== undefined) query = query.where("app_id", "=", appId);
  if (userId !== undefined) query = query.where("user_id", "=", userId);
  return Number((await query.executeTakeFirstOrThrow()).trails);
}

function runner(store: Store, client: PoolClient) {
  return async <R extends object>(statement: ReturnType<typeof sql>): Promise<readonly R[]> => {
    const { sql: text, parameters } = compileRaw(store, statement);
    return (await client.query<R>(text, [...parameters])).rows;
  };
}
