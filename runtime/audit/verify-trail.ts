import { linkAfter, sealOfAnchor, sealOfEnd, TRAIL_START, type TrailChange, type TrailPoint } from "./field-link.ts";
import type { TrailKey } from "./trail-key.ts";

export const TRAIL_FAULTS = ["changed", "missing", "inserted", "reordered"] as const;
export type TrailFault = (typeof TRAIL_FAULTS)[number];

/** The first place at which a trail is not what was written. */
export interface BrokenLink {
  readonly sequence: number;
  readonly fault: TrailFault;
  /** The change, what says where the trail begins or ends, the user, or the tombstone of one who was erased. */
  readonly of: "change" | "start" | "end" | "user" | "erasure";
}

/** A change at its place; place 0 and no seal of one from before there were trails. */
export interface StoredChange extends TrailChange {
  readonly sequence: number;
  readonly mac: string | null;
}

/** What is stored of where a trail begins and ends. */
export interface StoredTrail {
  readonly userId: string;
  readonly anchor: TrailPoint & { readonly seal: string };
  readonly end: TrailPoint & { readonly seal: string };
  /** Changes from before there were trails. */
  readonly older: number;
}

/**
 * Looks for the first broken link of a user's trail; null when all of it is as it was written. `stored` is null when nothing says where the
 * trail begins and ends. The changes come in the order of their places.
 */
export function verifyTrail(
  key: TrailKey,
  stored: StoredTrail | null,
  changes: readonly StoredChange[],
): BrokenLink | null {
  const linked = changes.filter(({ sequence }) => sequence > 0);
  if (stored === null) return changes.length === 0 ? null : { sequence: lastOf(changes), fault: "missing", of: "end" };
  const { anchor, end, older } = stored;
  if (changes.length - linked.length > older) return { sequence: 0, fault: "inserted", of: "change" };
  if (changes.length - linked.length < older) return { sequence: 0, fault: "missing", of: "change" };
  if (!isAnchored(key, stored)) return { sequence: anchor.sequence, fault: "changed", of: "start" };
  if (!isEnded(key, stored)) return { sequence: end.sequence, fault: "changed", of: "end" };
  return firstBrokenLink(key, stored, linked);
}

function isAnchored(key: TrailKey, { userId, anchor }: StoredTrail): boolean {
  const { sequence, mac, seal } = anchor;
  if (sequence === TRAIL_START.sequence) return mac === TRAIL_START.mac && seal === "";
  return seal === sealOfAnchor(key, userId, anchor);
}

/** Who has only changes from before there were trails has none yet. */
function isEnded(key: TrailKey, { userId, end, older }: StoredTrail): boolean {
  const { sequence, mac, seal } = end;
  if (sequence === TRAIL_START.sequence) return mac === TRAIL_START.mac && seal === "" && older > 0;
  return seal === sealOfEnd(key, userId, end);
}

function firstBrokenLink(
  key: TrailKey,
  { userId, anchor, end }: StoredTrail,
  changes: readonly StoredChange[],
): BrokenLink | null {
  let previous: TrailPoint = anchor;
  for (const change of changes) {
    const sequence = previous.sequence + 1;
    if (sequence > end.sequence) return { sequence: change.sequence, fault: "inserted", of: "change" };
    const isLink = change.sequence === sequence && change.userId === userId && isAt(key, previous, change, change.mac);
    if (!isLink) return { sequence, fault: faultAt(key, previous, { change, changes, end, anchor }), of: "change" };
    previous = { sequence, mac: change.mac ?? "" };
  }
  if (previous.sequence < end.sequence) return { sequence: previous.sequence + 1, fault: "missing", of: "change" };
  return previous.mac === end.mac ? null : { sequence: end.sequence, fault: "changed", of: "end" };
}

function isAt(key: TrailKey, previous: TrailPoint, change: TrailChange, mac: string | null): boolean {
  return linkAfter(key, previous, change).mac === mac;
}

interface Break {
  /** What stands where the next link should be. */
  readonly change: StoredChange;
  readonly changes: readonly StoredChange[];
  readonly end: TrailPoint;
  readonly anchor: TrailPoint;
}

/** More than there should be: somebody added; fewer: somebody removed. As many: the right change is elsewhere, or nowhere. */
function faultAt(key: TrailKey, previous: TrailPoint, { change, changes, end, anchor }: Break): TrailFault {
  const surplus = changes.length - (end.sequence - anchor.sequence);
  if (surplus > 0) return "inserted";
  if (change.sequence !== previous.sequence + 1 && surplus < 0) return "missing";
  const isElsewhere = changes.some(
    (other) => other !== change && (isAt(key, previous, other, other.mac) || isAt(key, previous, other, change.mac)),
  );
  return isElsewhere ? "reordered" : "changed";
}

function lastOf(changes: readonly StoredChange[]): number {
  return changes.at(-1)?.sequence ?? 0;
}
