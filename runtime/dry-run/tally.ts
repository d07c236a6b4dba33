import type { JudgedUser } from "../../compiler/index.ts";

/** Users of a chunk, each with the outcomes of `rules`. */
export interface JudgedChunk {
  readonly rules: readonly string[];
  readonly users: readonly JudgedUser[];
}

/** User ids by what a rule said of them. */
export interface Tally {
  readonly matched: readonly string[];
  readonly unknown: readonly string[];
  /** Matched now and not by the deployed rule. */
  readonly gained: readonly string[];
  /** The other way round. */
  readonly lost: readonly string[];
}

interface Counting {
  readonly matched: string[];
  readonly gained: string[];
  readonly lost: string[];
  readonly unknown: string[];
}

export type Tallies = ReturnType<typeof createTally>;

/** Counts outcomes chunk by chunk, beside those of the deployed rules where there are any. */
export function createTally(rules: readonly string[]) {
  const tallies = new Map<string, Counting>(
    rules.map((rule) => [rule, { matched: [], gained: [], lost: [], unknown: [] }]),
  );
  let tested = 0;
  return {
    tested: () => tested,
    add: ({ rules: judged, users }: JudgedChunk, deployed: JudgedChunk | null): void => {
      tested += users.length;
      const before = deployed === null ? null : matchesOf(deployed);
      for (const { userId, outcomes } of users) {
        for (const [index, outcome] of outcomes.entries()) {
          const rule = judged[index] ?? "";
          const tally = tallies.get(rule);
          if (tally === undefined) continue;
          const matches = outcome === true;
          if (outcome === null) tally.unknown.push(userId);
          if (matches) tally.matched.push(userId);
          if (before === null) continue;
          const did = before.get(userId)?.includes(rule) ?? false;
          if (matches && !did) tally.gained.push(userId);
          if (!matches && did) tally.lost.push(userId);
        }
      }
    },
    of: (rule: string): Tally => tallies.get(rule) ?? { matched: [], gained: [], lost: [], unknown: [] },
  };
}

/** The rules that match each user of a chunk. */
export function matchesOf({ rules, users }: JudgedChunk): ReadonlyMap<string, readonly string[]> {
  return new Map(
    users.map(({ userId, outcomes }) => [userId, rules.filter((_, index) => outcomes[index] === true)] as const),
  );
}
