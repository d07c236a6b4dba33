import type { TrailKey } from "./trail-key.ts";

/** A change as it is stored, without its place in the trail. Ids in decimal text. */
export interface TrailChange {
  readonly userId: string;
  readonly appId: number;
  readonly changeId: string;
  readonly eventId: string;
  /** When it happened, milliseconds, as the application said. */
  readonly time: number;
  readonly fieldId: string;
  readonly fieldName: string | null;
  readonly oldValue: string | null;
  readonly newValue: string;
  readonly parentId: string | null;
  readonly parentName: string | null;
}

/** A place in the trail of a user: how many changes there were up to it, and what was sealed last. */
export interface TrailPoint {
  readonly sequence: number;
  /** Empty before the first change. */
  readonly mac: string;
}

export const TRAIL_START: TrailPoint = { sequence: 0, mac: "" };

/** The link of a change that comes right after `previous`: a seal over all that is stored of it, over its place and over the link before. */
export function linkAfter(key: TrailKey, previous: TrailPoint, change: TrailChange): TrailPoint {
  const sequence = previous.sequence + 1;
  const mac = key.seal("link", [
    previous.mac,
    String(sequence),
    change.userId,
    String(change.appId),
    change.changeId,
    change.eventId,
    String(change.time),
    change.fieldId,
    change.fieldName,
    change.oldValue,
    change.newValue,
    change.parentId,
    change.parentName,
  ]);
  return { sequence, mac };
}

/** Says that the trail ends here: without it the last changes could be cut off, and what is left would be a trail as well. */
export function sealOfEnd(key: TrailKey, userId: string, { sequence, mac }: TrailPoint): string {
  return key.seal("end", [userId, String(sequence), mac]);
}

/** Says that what came up to here was removed by retention, not by somebody else. */
export function sealOfAnchor(key: TrailKey, userId: string, { sequence, mac }: TrailPoint): string {
  return key.seal("anchor", [userId, String(sequence), mac]);
}

/** Who erased a user: an operator, or time. */
export type ErasureReason = "operator" | "retention";

export interface Erasure {
  readonly userId: string;
  readonly appId: number;
  readonly reason: ErasureReason;
  readonly operatorId: number | null;
  /** Milliseconds. */
  readonly at: number;
}

/** Says that a user was erased, and where the trail ended: nobody else's deletion can be passed off as that. */
export function sealOfErasure(key: TrailKey, erasure: Erasure, { sequence, mac }: TrailPoint): string {
  const { userId, appId, reason, operatorId, at } = erasure;
  const operator = operatorId === null ? null : String(operatorId);
  return key.seal("erasure", [userId, String(appId), reason, operator, String(at), String(sequence), mac]);
}
