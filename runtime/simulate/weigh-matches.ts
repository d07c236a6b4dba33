import { BEST_SCORE, trustScore } from "../../dsl/scoring/trust-score.ts";
import { nextStatus } from "../scoring/next-status.ts";
import { USER_STATUSES, type UserStatus } from "../users/user-status.ts";
import { MOST_NAMED, type MatchGroup, type Move, type Proposal, type Sizes, type Weighed } from "./simulate-types.ts";

/**
 * What a proposal makes of users by the rules that match them: the scores and statuses that judging them with it would store.
 * That a user who gets blacklisted is judged once more, and with them who shares an address, is not foreseen.
 */
export function weighMatches(
  groups: readonly MatchGroup[],
  { weights, thresholds }: Proposal,
  mostNamed = MOST_NAMED,
): Weighed {
  const sizes = { before: noUsers(), after: noUsers() };
  const histogram = { before: noScores(), after: noScores() };
  const matching = new Map<string, number>();
  const moves = new Map<string, WeighedGroup[]>();
  let decided = 0;
  let rescored = 0;
  for (const group of groups) {
    const { rules, users, decision } = group;
    const after = rules === null ? group.score : trustScore(rules.map((rule) => weights.get(rule) ?? 0));
    const from = statusBefore(group);
    const to = rules === null || after === null ? from : statusAfter(group, after, thresholds);
    sizes.before[from] += users;
    sizes.after[to] += users;
    for (const rule of rules ?? []) matching.set(rule, (matching.get(rule) ?? 0) + users);
    if (after !== group.score) rescored += users;
    if (decision === null) {
      add(histogram.before, group.score, users);
      add(histogram.after, after, users);
    } else decided += users;
    if (from === to || after === null) continue;
    const key = `${from} ${to}`;
    moves.set(key, [...(moves.get(key) ?? []), { group, from, to, after }]);
  }
  return {
    sizes,
    histogram,
    decided,
    rescored,
    moves: [...moves.values()].map((moved) => moveOf(moved, mostNamed)).toSorted((a, b) => placeOf(a) - placeOf(b)),
    matching,
  };
}

interface WeighedGroup {
  readonly group: MatchGroup;
  readonly from: UserStatus;
  readonly to: UserStatus;
  readonly after: number;
}

function statusBefore({ decision, inReview }: MatchGroup): UserStatus {
  if (decision === "blacklist") return "blacklisted";
  if (decision === "whitelist") return "whitelisted";
  return inReview ? "in_review" : "normal";
}

function statusAfter(group: MatchGroup, score: number, thresholds: Proposal["thresholds"]): UserStatus {
  const { enterReview, leaveReview, blacklist } = nextStatus(group, score, thresholds);
  if (blacklist) return "blacklisted";
  if (enterReview) return "in_review";
  return leaveReview ? "normal" : statusBefore(group);
}

function moveOf(moved: readonly WeighedGroup[], mostNamed: number): Move {
  const [first] = moved;
  if (first === undefined) throw new Error("invariant: somebody moves");
  const named = moved
    .toSorted((a, b) => a.after - b.after)
    .flatMap(({ group, after }) => group.newest.map((userId) => ({ userId, before: group.score, after })));
  return {
    from: first.from,
    to: first.to,
    users: moved.reduce((sum, { group }) => sum + group.users, 0),
    named: named.slice(0, mostNamed),
  };
}

/** The gravest first. */
function placeOf({ from, to }: Move): number {
  const order = USER_STATUSES.toReversed();
  return order.indexOf(to) * USER_STATUSES.length + order.indexOf(from);
}

function noUsers(): Record<keyof Sizes, number> {
  return { normal: 0, in_review: 0, blacklisted: 0, whitelisted: 0 };
}

function noScores(): number[] {
  return Array.from({ length: BEST_SCORE + 1 }, () => 0);
}

function add(scores: number[], score: number | null, users: number): void {
  if (score !== null) scores[score] = (scores[score] ?? 0) + users;
}
