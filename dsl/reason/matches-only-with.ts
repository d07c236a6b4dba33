import type { Claim } from "./claim.ts";
import { entails } from "./compare-claims.ts";

/** What makes a rule match: `when` is true and `except` is not. */
export interface Match {
  readonly when: Claim;
  readonly except: Claim | null;
}

/** Whether the second rule matches every user whom the first one matches. */
export function matchesOnlyWith(narrow: Match, wide: Match): boolean {
  if (!entails(narrow.when, wide.when)) return false;
  // whom the wider rule leaves out must not be matched by the narrower one
  return wide.except === null || (narrow.except !== null && entails(wide.except, narrow.except));
}
