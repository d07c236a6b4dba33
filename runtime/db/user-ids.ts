import { createHmac } from "node:crypto";
import { LRUCache } from "../cache/lru-cache.ts";

const BITS_63 = 0x7fff_ffff_ffff_ffffn;

/** Ids that are computed, not looked up. All are non-negative 63-bit integers in decimal text. */
export interface UserIds {
  /** The whole name as sent: two names that were cut to the same text stay two users. */
  userId(appId: number, fullUserName: string): string;
  /** Stands for a value of an app that has no number of its own: a device, a page, an e-mail address. */
  valueId(appId: number, kind: ValueKind, ...parts: readonly (string | null)[]): string;
}

export type ValueKind = "device" | "user_agent" | "url" | "referer" | "email" | "phone";

/** Ids that are remembered: people and devices send many events, and a hash costs more than a look. */
const REMEMBERED = 20_000;

/** Keyed by the installation's secret: without it nobody can look for two names that collide. */
export function createUserIds(secret: Buffer): UserIds {
  const remembered = new LRUCache<string, string>(REMEMBERED);
  const hash = (...parts: readonly (string | null)[]): string =>
    remembered.get(
      withLengths(parts, (part) => part.length),
      () => {
        const message = withLengths(parts, Buffer.byteLength);
        return (createHmac("sha256", secret).update(message).digest().readBigUInt64BE(0) & BITS_63).toString();
      },
    );
  return {
    userId: (appId, fullUserName) => hash("user", String(appId), fullUserName),
    valueId: (appId, kind, ...parts) => hash(kind, String(appId), ...parts),
  };
}

/** Each part after its length: no two lists of parts read the same. */
function withLengths(parts: readonly (string | null)[], lengthOf: (part: string) => number): string {
  return parts.map((part) => (part === null ? "-" : `${lengthOf(part)}:${part}`)).join("");
}
