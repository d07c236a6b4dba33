import { uncounted, type CacheCounts } from "../cache/cache-book.ts";
import type { Store } from "../db/store.ts";
import type { Committed } from "../ingest/create-writer.ts";
import { isPeerSource } from "../../dsl/types/row-words.ts";
import type { PeerSource } from "../../dsl/types/sources.ts";
import type { UserContext } from "../../dsl/types/user-context.ts";
import type { AskedPeers } from "./asked-peers.ts";
import { createContinueContext, type OpenContext } from "./continue-context.ts";
import type { Continuation } from "../ingest/continuation.ts";
import { ROW_SOURCES, type ContextNeeds } from "./context-needs.ts";
import { emptyUser } from "./continue-user.ts";
import { keyedNeeds, peerNeeds } from "./keyed-needs.ts";
import { createContextLoader, type LoadedUser } from "./load-contexts.ts";

export interface HotUsers {
  /**
   * Reads users, each with its rows at one moment: they stay so until `work` is through. Who does not exist is left out. Of `told` somebody is
   * told what rules say of them: peers that only their texts are about are read as well.
   */
  use<T>(
    userIds: readonly string[],
    asOf: number,
    work: (users: readonly LoadedUser[]) => Promise<T>,
    told?: ReadonlySet<string>,
  ): Promise<T>;
  /** Told after COMMIT what a batch added to users. */
  committed(stored: Stored): void;
  /** How many users were judged by rows that were kept, and how many had to be read. */
  readonly counts: { readonly hits: number; readonly misses: number };
}

export interface HotUsersOptions {
  readonly mostUsers?: number;
  readonly mostEvents?: number;
  /** Where it is counted how many were judged by rows that were kept, and how many had to be read. */
  readonly counts?: CacheCounts | undefined;
  /** Which peers of a user are read; all when not given. */
  readonly asked?: AskedPeers | undefined;
  /** What texts of rules are about that the rules do not ask for; needed with `asked`. */
  readonly said?: ReadonlySet<PeerSource> | undefined;
}

type Stored = Pick<Committed, "userIds" | "continuations">;

/** Some 10 KB each. */
const MOST_USERS = 2000;
/** Who has more is read each time: few people have, and room is for many. */
const MOST_EVENTS = 250;

interface HotUser {
  /** As of its revision; changed in place. */
  readonly context: OpenContext & UserContext;
  revision: bigint;
  /** The newest moment of its rows: of an earlier one they are not what reading would give. */
  newest: number;
}

/**
 * Reads users as {@link createContextLoader} does, but keeps the rows of those met last and lays over them what batches add, so that of a user who
 * goes on as before only the revision is read, and what others do (peers). That the revision is still the one that the rows are of is asked each
 * time: whatever else changed the user, in this process or another, is seen.
 */
export function createHotUsers(
  store: Store,
  needs: ContextNeeds,
  {
    mostUsers = MOST_USERS,
    mostEvents = MOST_EVENTS,
    counts = uncounted(),
    asked,
    said = NO_PEERS,
  }: HotUsersOptions = {},
): HotUsers {
  const keyed = keyedNeeds(needs);
  const company = needs.sources.map(({ source }) => source).filter(isPeerSource);
  const allPeers: ReadonlySet<PeerSource> = new Set(company);
  const whole = createContextLoader(store, keyed, { company });
  const state = createContextLoader(store, { user: [], sources: [] }, { company });
  const peers = company.map((source) => ({ source, loader: createContextLoader(store, peerNeeds(needs, source)) }));
  const continueContext = createContinueContext(keyed);
  const emptyContext = (continuation: Continuation) =>
    ({ ...emptyRows(), user: emptyUser(keyed.user, continuation) }) as unknown as HotUser["context"]; // a list a source
  const kept = new Map<string, HotUser>();
  /** Rows are being read by so many: what batches add waits meanwhile. */
  let inUse = 0;
  const waiting: Stored[] = [];

  const keep = (user: LoadedUser, asOf: number): void => {
    kept.delete(user.userId);
    if (user.nextEvent !== null || user.context.events.length > mostEvents) return;
    put(user.userId, {
      context: user.context as HotUser["context"], // its rows are this process's own
      revision: BigInt(user.revision),
      newest: asOf,
    });
  };
  const put = (userId: string, user: HotUser): void => {
    kept.delete(userId);
    kept.set(userId, user);
    if (kept.size <= mostUsers) return;
    const [oldest] = kept.keys();
    if (oldest !== undefined) kept.delete(oldest);
  };
  /** The user as the batch found it: one that it made has no rows yet. */
  const userBefore = (continuation: Continuation): HotUser | null => {
    const { userId, before, after } = continuation;
    if (before === null) return { context: emptyContext(continuation), revision: BigInt(after), newest: -Infinity };
    const user = kept.get(userId);
    return user?.revision === BigInt(before) ? user : null;
  };

  /** The user by the rows that were kept; null when they are not those of now. */
  const revived = (now: LoadedUser, asOf: number): LoadedUser | null => {
    const user = kept.get(now.userId);
    if (user === undefined || user.revision !== BigInt(now.revision) || user.newest > asOf) return null;
    kept.delete(now.userId);
    kept.set(now.userId, user);
    return { ...now, context: user.context };
  };

  const readWhole = async (userIds: readonly string[], asOf: number): Promise<readonly LoadedUser[]> => {
    const users = await whole.load(userIds, asOf);
    for (const user of users) keep(user, asOf);
    counts.misses += userIds.length;
    return users;
  };

  const readOwn = async (userIds: readonly string[], asOf: number): Promise<readonly LoadedUser[]> => {
    const cold = userIds.filter((userId) => !kept.has(userId));
    const hot = userIds.filter((userId) => kept.has(userId));
    const [read, states] = await Promise.all([readWhole(cold, asOf), state.load(hot, asOf)]);
    const found: LoadedUser[] = [];
    const stale: string[] = [];
    for (const now of states) {
      const user = revived(now, asOf);
      if (user === null) stale.push(now.userId);
      else found.push(user);
    }
    counts.hits += found.length;
    return [...read, ...found, ...(await readWhole(stale, asOf))];
  };

  const load = async (
    userIds: readonly string[],
    asOf: number,
    told: ReadonlySet<string>,
  ): Promise<readonly LoadedUser[]> => {
    const users = await readOwn(userIds, asOf);
    const wanted = new Map(users.map((user) => [user.userId, peersWanted(user, asOf, told)]));
    const found = await Promise.all(
      peers.map(async ({ source, loader }) => {
        const askers = [...wanted].filter(([, sources]) => sources.has(source)).map(([userId]) => userId);
        return { source, byUser: new Map((await loader.load(askers, asOf)).map((user) => [user.userId, user])) };
      }),
    );
    return users.map((user) => {
      const lists = found.flatMap(({ source, byUser }) => {
        const own = byUser.get(user.userId);
        return own === undefined ? [] : [[source, own.context[source]] as const];
      });
      return lists.length === 0 ? user : { ...user, context: { ...user.context, ...Object.fromEntries(lists) } };
    });
  };
  const peersWanted = (user: LoadedUser, asOf: number, told: ReadonlySet<string>): ReadonlySet<PeerSource> => {
    if (!user.hasCompany) return NO_PEERS;
    if (asked === undefined) return allPeers;
    const wanted = asked(user.context, asOf);
    return told.has(user.userId) && said.size > 0 ? new Set([...wanted, ...said]) : wanted;
  };

  const lay = ({ userIds, continuations }: Stored): void => {
    const now = Date.now();
    const continued = new Set<string>();
    for (const continuation of continuations) {
      const user = userBefore(continuation);
      if (user === null) continue;
      const latest = Math.max(...continuation.events.map(({ prepared }) => prepared.event.time));
      if (latest > now || !continueContext(user.context, continuation)) continue;
      if (user.context.events.length > mostEvents) continue;
      user.revision = BigInt(continuation.after);
      user.newest = Math.max(user.newest, latest);
      put(continuation.userId, user);
      continued.add(continuation.userId);
    }
    for (const userId of userIds) if (!continued.has(userId)) kept.delete(userId);
  };

  return {
    counts,
    use: async (userIds, asOf, work, told = NOBODY) => {
      const users = await load(userIds, asOf, told);
      inUse += 1;
      try {
        return await work(users);
      } finally {
        inUse -= 1;
        if (inUse === 0) for (const stored of waiting.splice(0)) lay(stored);
      }
    },
    committed: (stored) => {
      if (inUse === 0) lay(stored);
      else waiting.push(stored);
    },
  };
}

const NOBODY: ReadonlySet<string> = new Set();
const NO_PEERS: ReadonlySet<PeerSource> = new Set();

function emptyRows() {
  return Object.fromEntries(ROW_SOURCES.map((source): [string, unknown[]] => [source, []]));
}
