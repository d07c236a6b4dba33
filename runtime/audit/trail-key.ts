import { createHmac, hkdfSync } from "node:crypto";

/** What a seal is put under: the same bytes mean another thing in another place. */
export type SealedThing = "link" | "end" | "anchor" | "erasure";

/** Proves what only a process with the installation's secret can have written. */
export interface TrailKey {
  /** In hexadecimal digits. Null and text are told apart, and no two lists of parts read the same. */
  seal(thing: SealedThing, parts: readonly (string | null)[]): string;
}

/** A key of its own, so that an auditor can be given it and gets no ids of users with it. */
export function createTrailKey(secret: Buffer): TrailKey {
  const key = Buffer.from(hkdfSync("sha256", secret, "", "tocsin field trail", 32));
  return {
    seal: (thing, parts) =>
      createHmac("sha256", key)
        .update(canonicalBytes([thing, ...parts]))
        .digest("hex"),
  };
}

/** Each part after its length in bytes; `-` is a part that is not there. */
export function canonicalBytes(parts: readonly (string | null)[]): string {
  return parts.map((part) => (part === null ? "-" : `${Buffer.byteLength(part)}:${part}`)).join("");
}
