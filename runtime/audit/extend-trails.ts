import { sql } from "kysely";
import type { PoolClient } from "pg";
import { createStatement, type GivenRow } from "../db/statement.ts";
import type { Store } from "../db/store.ts";
import { linkAfter, sealOfEnd, TRAIL_START, type TrailChange, type TrailPoint } from "./field-link.ts";
import type { TrailKey } from "./trail-key.ts";

/** Where the trails of users end; who is not there has no trail. */
export type TrailEnds = ReadonlyMap<string, TrailPoint>;

/**
 * Reads where trails end. Read after the users: whoever adds a change later changes their revision, and the batch that was made of an older
 * end is not written.
 */
export type ReadTrailEnds = (client: Pick<PoolClient, "query">, userIds: readonly string[]) => Promise<TrailEnds>;

const NONE: TrailEnds = new Map();

export function createReadTrailEnds(store: Store): ReadTrailEnds {
  const statement = createStatement<{ user_id: string; sequence: string; mac: string }>(
    store,
    "ingest trails",
    ({ value }) => sql`select user_id, sequence, mac from field_trails
      where user_id in (select unnest(${value("userIds")}::bigint[]))`,
  );
  return async (client, userIds) => {
    if (userIds.length === 0) return NONE;
    const rows = await statement.run(client, { values: { userIds } });
    return new Map(rows.map(({ user_id, sequence, mac }) => [user_id, { sequence: Number(sequence), mac }]));
  };
}

/** Rows of `field_changes` and of `field_trails`. */
export interface ExtendedTrails {
  readonly field_changes: readonly GivenRow[];
  readonly field_trails: readonly GivenRow[];
}

const UNCHANGED: ExtendedTrails = { field_changes: [], field_trails: [] };

/** Links changes to the trails of their users, in the order in which they are given: that of their arrival. */
export function extendTrails(key: TrailKey, ends: TrailEnds, changes: readonly TrailChange[]): ExtendedTrails {
  if (changes.length === 0) return UNCHANGED;
  const after = new Map<string, { readonly appId: number; readonly end: TrailPoint }>();
  const linked = changes.map((change) => {
    const { userId, appId } = change;
    const end = linkAfter(key, after.get(userId)?.end ?? ends.get(userId) ?? TRAIL_START, change);
    after.set(userId, { appId, end });
    return changeRow(change, end);
  });
  const trails = [...after].map(([userId, { appId, end }]) => ({
    user_id: userId,
    app_id: appId,
    anchor_sequence: 0,
    anchor_mac: "",
    anchor_seal: "",
    sequence: end.sequence,
    mac: end.mac,
    seal: sealOfEnd(key, userId, end),
  }));
  return { field_changes: linked, field_trails: trails };
}

function changeRow(change: TrailChange, { sequence, mac }: TrailPoint): GivenRow {
  return {
    user_id: change.userId,
    time: new Date(change.time).toISOString(),
    change_id: change.changeId,
    app_id: change.appId,
    event_id: change.eventId,
    field_id: change.fieldId,
    field_name: change.fieldName,
    old_value: change.oldValue,
    new_value: change.newValue,
    parent_id: change.parentId,
    parent_name: change.parentName,
    sequence,
    mac,
  };
}
