import { ownKey, type KnownUser } from "./known-users.ts";
import type { OwnKind } from "./own-kinds.ts";

/** What the users of a batch had before it. */
export interface Owned {
  had(kind: OwnKind, userId: string, value: string): boolean;
  /** Of an address that the user had; null when none is known. */
  countryOf(userId: string, address: string): string | null;
}

export function ownedBefore(users: ReadonlyMap<string, KnownUser>): Owned {
  const find = (kind: OwnKind, userId: string, value: string) => users.get(userId)?.values.get(ownKey(kind, value));
  return {
    had: (kind, userId, value) => find(kind, userId, value)?.had ?? false,
    countryOf: (userId, address) => find("ip", userId, address)?.country ?? null,
  };
}
