import { createHmac } from "node:crypto";

const BITS_63 = 0x7fff_ffff_ffff_ffffn;

/** Ids that are computed, not looked up. All are non-negative 63-bit integers in decimal text. */
export interface UserIds {
  /** The whole name as sent: two names that were cut to the same text stay two users. */
  userId(appId: number, fullUserName: string): string;
  /** Stands for a value of an app that has no number of its own: a device, a page, an e-mail address. */
  valueId(appId: number, kind: ValueKind, ...parts: readonly (string | null)[]): string;
}

export type ValueKind = "device" | "user_agent" | "url" | "referer" | "email" | "phone";

/** Keyed by the installation's secret: without it nobody can look for two names that collide. */
export function createUserIds(secret: Buffer): UserIds {
  const hash = (...parts: readonly (string | null)[]): string => {
    const hmac = createHmac("sha256", secret);
    // Each part after its length: no two lists of parts read the same.
    for (const part of parts) hmac.update(part === null ? "-" : `${Buffer.byteLength(part)}:${part}`);
    return (hmac.digest().readBigUInt64BE(0) & BITS_63).toString();
  };
  return {
    userId: (appId, fullUserName) => hash("user", String(appId), fullUserName),
    valueId: (appId, kind, ...parts) => hash(kind, String(appId), ...parts),
  };
}
