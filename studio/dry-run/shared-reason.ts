import type { DryRunUser } from "../../api/index.ts";

/** The one reason that all users have, to be told once; null when they differ, have none, or there is but one user. */
export function sharedReason(users: readonly DryRunUser[]): string | null {
  const [first, ...others] = users;
  if (first === undefined || others.length === 0) return null;
  return others.every(({ because }) => because === first.because) ? first.because : null;
}
