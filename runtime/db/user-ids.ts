import { createHmac } from "node:crypto";
import { uncounted, type CacheCounts } from "../cache/cache-book.ts";
import { LRUCache } from "../cache/lru-cache.ts";

const BITS_63 = 0x7fff_ffff_ffff_ffffn;

/** Ids that are computed, not looked up. All are non-negative 63-bit integers in decimal text. */
export interface UserIds {
  /** The whole name as sent: two names that were cut to the same text stay two users. */
  userId(appId: number, fullUserName: string): string;
  /** Stands for a value of an app that has no number of its own: a device, a page, an e-mail address. */
  valueId(appId: number, kind: ValueKind, ...parts: readonly (string | null)[]): string;
}

export type ValueKind = "device" | "user_agent" | "url" | "referer" | "email" | "phone" | "user_name";

/** A non-negative 63-bit integer of a message. */
export type IdHash = (message: string) => bigint;

/** Keyed by the installation's secret: without it nobody can look for two names that collide. */
export function keyedHash(secret: Buffer): IdHash {
  return (message) => createHmac("sha256", secret).update(message).digest().readBigUInt64BE(0) & BITS_63;
}

/** Ids that are remembered: people and devices send many events, and a hash costs more than a look. */
const REMEMBERED = 20_000;
/** Longer ones are rare, and 20,000 of them would fill the memory. */
const LONGEST_REMEMBERED = 2000;

/** `rehashOf` says which other hash a user has whose first one was another's already; 0 is the first. */
export function createUserIds(
  hash: IdHash,
  rehashOf: (appId: number, fullUserName: string) => number,
  counts: CacheCounts = uncounted(),
): UserIds {
  const remembered = new LRUCache<string, string>(REMEMBERED, counts);
  const idOf = (...parts: readonly (string | null)[]): string => {
    const compute = () => hash(withLengths(parts, Buffer.byteLength)).toString();
    const key = withLengths(parts, (part) => part.length);
    return key.length > LONGEST_REMEMBERED ? compute() : remembered.get(key, compute);
  };
  return {
    userId: (appId, fullUserName) => {
      const rehash = rehashOf(appId, fullUserName);
      return idOf("user", String(appId), fullUserName, ...(rehash === 0 ? [] : [String(rehash)]));
    },
    valueId: (appId, kind, ...parts) => idOf(kind, String(appId), ...parts),
  };
}

/** Each part after its length: no two lists of parts read the same. */
function withLengths(parts: readonly (string | null)[], lengthOf: (part: string) => number): string {
  let text = "";
  for (const part of parts) text += part === null ? "-" : `${lengthOf(part)}:${part}`;
  return text;
}
