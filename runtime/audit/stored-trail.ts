import { sql, type RawBuilder } from "kysely";
import type { StoredChange, StoredTrail } from "./verify-trail.ts";

/** A row of `field_trails`. */
export interface TrailRow {
  readonly user_id: string;
  readonly anchor_sequence: string;
  readonly anchor_mac: string;
  readonly anchor_seal: string;
  readonly sequence: string;
  readonly mac: string;
  readonly seal: string;
  readonly older: number;
}

export const TRAIL_COLUMNS: RawBuilder<unknown> = sql`t.user_id, t.anchor_sequence, t.anchor_mac, t.anchor_seal, t.sequence, t.mac, t.seal, t.older`;

/** A row of `field_changes`. */
export interface ChangeRow {
  readonly user_id: string;
  readonly app_id: number;
  readonly change_id: string;
  readonly event_id: string;
  readonly time: Date;
  readonly field_id: string;
  readonly field_name: string | null;
  readonly old_value: string | null;
  readonly new_value: string;
  readonly parent_id: string | null;
  readonly parent_name: string | null;
  readonly sequence: string;
  readonly mac: string | null;
}

export function trailOf(row: TrailRow): StoredTrail {
  return {
    userId: row.user_id,
    anchor: { sequence: Number(row.anchor_sequence), mac: row.anchor_mac, seal: row.anchor_seal },
    end: { sequence: Number(row.sequence), mac: row.mac, seal: row.seal },
    older: row.older,
  };
}

export function changeOf(row: ChangeRow): StoredChange {
  return {
    userId: row.user_id,
    appId: row.app_id,
    changeId: row.change_id,
    eventId: row.event_id,
    time: row.time.getTime(),
    fieldId: row.field_id,
    fieldName: row.field_name,
    oldValue: row.old_value,
    newValue: row.new_value,
    parentId: row.parent_id,
    parentName: row.parent_name,
    sequence: Number(row.sequence),
    mac: row.mac,
  };
}
