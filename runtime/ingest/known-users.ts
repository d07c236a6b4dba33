import type { OwnKind } from "./own-kinds.ts";
import type { StoredUser } from "./stored-user.ts";

/**
 * A user as last read or written, at one revision. It says what the user had then; whoever writes by it must see that the
 * revision is still the same.
 */
export interface KnownUser {
  readonly stored: StoredUser;
  /** What was looked up of addresses, devices, e-mails and phones, by `ownKey`. */
  readonly values: ReadonlyMap<string, KnownValue>;
}

export interface KnownValue {
  /** False: it was looked up, and the user did not have it. */
  readonly had: boolean;
  /** Of an address. */
  readonly country: string | null;
}

export function ownKey(kind: OwnKind, value: string): string {
  return `${kind} ${value}`;
}

/** What a process remembers of users: who is remembered need not be read. */
export interface KnownUsers {
  get(userId: string): KnownUser | undefined;
  /** Replaces what was known of the user. */
  set(userId: string, user: KnownUser): void;
  forget(userIds: Iterable<string>): void;
}

/** Some 4 KB each. */
const MOST_USERS = 10_000;
/** Of one user; who has more is read again each time. */
const MOST_VALUES = 200;

/** Those not met for longest are forgotten first. */
export function createKnownUsers(mostUsers: number = MOST_USERS): KnownUsers {
  const users = new Map<string, KnownUser>();
  return {
    get: (userId) => {
      const user = users.get(userId);
      if (user === undefined) return undefined;
      users.delete(userId);
      users.set(userId, user);
      return user;
    },
    set: (userId, user) => {
      users.delete(userId);
      if (user.values.size > MOST_VALUES) return;
      users.set(userId, user);
      if (users.size <= mostUsers) return;
      const [oldest] = users.keys();
      if (oldest !== undefined) users.delete(oldest);
    },
    forget: (userIds) => {
      for (const userId of userIds) users.delete(userId);
    },
  };
}
