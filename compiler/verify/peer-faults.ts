import { PEER_STAGES, type PeerStages } from "./population.ts";

/** A mistake in finding peers, put into the memory target by a test; why each matters: `docs/decisions/0004-seeded-faults.md`. */
export interface PeerFault {
  readonly name: string;
  readonly stages: PeerStages;
}

const faulty = (name: string, stages: Partial<PeerStages>): PeerFault => ({
  name,
  stages: { ...PEER_STAGES, ...stages },
});

export const PEER_FAULTS: readonly PeerFault[] = [
  faulty("the user is its own peer", {
    ofUser: (values, _userId, cap) => PEER_STAGES.ofUser(values, "nobody", cap),
  }),
  faulty("a value shows one user more than its cap", {
    ofValue: (uses, cap) => PEER_STAGES.ofValue(uses, cap + 1),
  }),
  faulty("a value is not capped before `where`", { ofValue: (uses) => uses }),
  faulty("a value shows the users who used it longest ago", {
    ofValue: (uses, cap) => PEER_STAGES.ofValue(uses, uses.length).slice(-cap),
  }),
  faulty("peers are ordered by their last event, not by the use they share", {
    ofUser: (values, userId, cap) =>
      PEER_STAGES.ofUser(values, userId, cap).toSorted((a, b) => b.row.last_seen - a.row.last_seen),
  }),
  faulty("`within` looks at the peer's last event", {
    ofUser: (values, userId, cap) =>
      PEER_STAGES.ofUser(values, userId, cap).map((each) => ({
        ...each,
        row: { ...each.row, last_used: each.row.last_seen },
      })),
  }),
  faulty("a peer who shares two values is one row", {
    ofUser: (values, userId, cap) => {
      const rows = PEER_STAGES.ofUser(values, userId, cap);
      return [...new Map(rows.toReversed().map((each) => [each.userId, each])).values()].toReversed();
    },
  }),
  faulty("a user sees the newest rows of all its values, however many its newest value has", {
    ofUser: (values, userId, cap) => PEER_STAGES.ofUser(values, userId, Infinity).slice(0, cap),
  }),
  faulty("a user sees one row more than its cap", {
    ofUser: (values, userId, cap) => PEER_STAGES.ofUser(values, userId, cap + 1),
  }),
  faulty("the value that a user used longest ago comes first", {
    ofUser: (values, userId, cap) => PEER_STAGES.ofUser(values.toReversed(), userId, cap),
  }),
];
