import { ROW_CAP, type PeerSource, VALUE_CAP } from "../../dsl/types/sources.ts";
import type { UserContext } from "../../dsl/types/user-context.ts";
import type { DescribedUser } from "./described-relations.ts";

/** One use of something that others may use too. */
export interface Use {
  /** What is shared: equal keys are one value. */
  readonly key: string;
  /** As rules read it. */
  readonly shared: string;
  /** Milliseconds. */
  readonly at: number;
}

/** What other users see of a user, beside its name and times. */
export interface AsPeer {
  /** An operator's decision. */
  readonly blacklisted: boolean;
  readonly lastLoginFail: number | null;
  readonly uses: { readonly [S in PeerSource]: readonly Use[] };
}

/** A user of a population: its peers follow from what the others use. */
export interface Member extends DescribedUser {
  readonly asPeer: AsPeer;
}

/** How many uses of one value are seen, and how many rows a user. */
export interface PeerCaps {
  readonly value: number;
  readonly rows: number;
}

export const PEER_CAPS: PeerCaps = { value: VALUE_CAP, rows: ROW_CAP };

type PeerRow = UserContext["peers_by_email"][number];

interface UseOf extends Use {
  readonly member: Member;
}

/** A row with the value it stands for, which breaks ties. */
export interface Seen {
  readonly userId: string;
  readonly key: string;
  readonly row: PeerRow;
}

/** The two stages, which a test replaces by faulty ones. */
export interface PeerStages {
  /** Of all uses of a value those that are seen. */
  readonly ofValue: (uses: readonly UseOf[], cap: number) => readonly UseOf[];
  /** Of the users that each of a user's values shows, the value of its newest use first, those that the user sees, newest first. */
  readonly ofUser: (values: readonly (readonly Seen[])[], userId: string, cap: number) => readonly Seen[];
}

export const PEER_STAGES: PeerStages = {
  // The newest hour first: that is how finely the store orders them.
  ofValue: (uses, cap) =>
    [...uses]
      .sort((a, b) => hourOf(b.at) - hourOf(a.at) || byText(b.member.userId, a.member.userId) || b.at - a.at)
      .slice(0, cap),
  ofUser: (values, userId, cap) => {
    const seen: Seen[] = [];
    for (const users of values)
      seen.push(...users.filter((each) => each.userId !== userId).slice(0, cap - seen.length));
    return seen.sort((a, b) => b.row.last_used - a.row.last_used || byText(b.userId, a.userId) || byText(b.key, a.key));
  },
};

const HOUR_MS = 3_600_000;
const hourOf = (at: number): number => Math.floor(at / HOUR_MS);
const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The members with their peers, in memory: what the SQL target computes from the same uses. */
export function withPeers(
  members: readonly Member[],
  caps: PeerCaps = PEER_CAPS,
  stages: PeerStages = PEER_STAGES,
): readonly DescribedUser[] {
  const values = new Map(PEER_SOURCES.map((source) => [source, valuesOf(members, source, caps, stages)]));
  return members.map((member) => {
    const peers = PEER_SOURCES.map((source) => {
      const uses = member.asPeer.uses[source].toSorted((a, b) => b.at - a.at || byText(b.key, a.key));
      const keys = new Set(uses.map(({ key }) => key));
      const shown = [...keys].map((key) => values.get(source)?.get(key) ?? []);
      return [source, stages.ofUser(shown, member.userId, caps.rows).map(({ row }) => row)];
    });
    return { ...member, context: { ...member.context, ...Object.fromEntries(peers) } };
  });
}

export const PEER_SOURCES: readonly PeerSource[] = [
  "peers_by_ip",
  "peers_by_subnet",
  "peers_by_device",
  "peers_by_phone",
  "peers_by_email",
];

/** The users of each value that are seen, the newest hour first, one row a user with its newest use of it. */
function valuesOf(
  members: readonly Member[],
  source: PeerSource,
  caps: PeerCaps,
  stages: PeerStages,
): ReadonlyMap<string, readonly Seen[]> {
  const uses = members.flatMap((member) => member.asPeer.uses[source].map((use): UseOf => ({ ...use, member })));
  const byKey = new Map<string, UseOf[]>();
  for (const use of uses) byKey.set(use.key, [...(byKey.get(use.key) ?? []), use]);
  return new Map([...byKey].map(([key, all]) => [key, onePerUser(stages.ofValue(all, caps.value))]));
}

function onePerUser(uses: readonly UseOf[]): readonly Seen[] {
  const newest = new Map<string, UseOf>();
  for (const use of uses) {
    const known = newest.get(use.member.userId);
    if (known === undefined || known.at < use.at) newest.set(use.member.userId, use);
  }
  return [...newest.values()].map(({ member, key, shared, at }) => ({
    userId: member.userId,
    key,
    row: {
      user: member.context.user.name,
      shared,
      last_used: at,
      blacklisted: member.asPeer.blacklisted,
      created: member.context.user.created,
      last_seen: member.context.user.last_seen,
      last_login_fail: member.asPeer.lastLoginFail,
    },
  }));
}
