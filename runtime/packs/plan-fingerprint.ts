import { createHash } from "node:crypto";
import type { Plan } from "../../compiler/index.ts";

/** Names what a pack means: equal for two packs that judge alike, whatever their texts. Scores and certificates carry it. */
export function planFingerprint(plan: Plan): string {
  return createHash("sha256").update(JSON.stringify(plan)).digest("base64url").slice(0, 16);
}
