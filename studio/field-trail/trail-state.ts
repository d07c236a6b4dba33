import type { FieldTrail } from "../../api/index.ts";

export type TrailState =
  | { readonly kind: "empty" }
  | { readonly kind: "verified" }
  /** Nothing is broken, but nothing proves the changes either. */
  | { readonly kind: "older" }
  | { readonly kind: "broken"; readonly sequence: number };

/** What to say of a trail, from its first page. */
export function trailState({ verified, broken, changes }: Omit<FieldTrail, "next">): TrailState {
  if (!verified) return { kind: "broken", sequence: broken?.sequence ?? 0 };
  const [newest] = changes;
  if (newest === undefined) return { kind: "empty" };
  return { kind: newest.proof === "older" ? "older" : "verified" };
}
