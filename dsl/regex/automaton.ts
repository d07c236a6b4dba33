import { type Alphabet, alphabetOf } from "./alphabet.ts";
import { add, addAll, type BitSet, bitSet, forEach, has, isEmpty, keepAll, keyOf, meets, remove } from "./bit-set.ts";
import { includes } from "./code-point-set.ts";
import { MAX_STATES, type Pattern } from "./pattern.ts";
import { type PositionAutomaton, positionAutomaton, SEARCH } from "./position-automaton.ts";

/** Nothing that follows can match any more. */
export const DEAD = 0;
/** The pattern has matched, whatever follows. */
export const FOUND = 1;

/** A deterministic automaton: one look-up a character, whatever the pattern and whatever the text. */
export interface Automaton {
  readonly alphabet: Alphabet;
  readonly start: number;
  /** The state behind a state and a class of characters: `transitions[state * alphabet.classes + class]`. */
  readonly transitions: Uint16Array;
  /** 1 for the states in which the pattern has matched if the text ends. */
  readonly endsIn: Uint8Array;
}

/** A set of positions under construction into a state. */
interface Pending {
  readonly state: number;
  /** Where the next character may stand. */
  readonly next: BitSet;
}

/** The automaton that finds the pattern anywhere in a text; null if it needs more than `MAX_STATES` states. */
export function automatonOf(pattern: Pattern): Automaton | null {
  const positions = positionAutomaton(pattern);
  const { sets, follow, first, last, lastAtEnd, coveredBy, empty } = positions;
  const alphabet = alphabetOf(sets);
  const { classes } = alphabet;
  const members = membersOf(positions, alphabet);
  const states = new Map<string, number>();
  const endsIn: number[] = [0, 1];
  const transitions: number[] = [...fill(classes, DEAD), ...fill(classes, FOUND)];
  const pending: Pending[] = [];

  const found = empty.atStart || has(last, SEARCH);
  const start = found ? FOUND : open(first, empty.inEmptyText);
  for (let work = pending.pop(); work !== undefined; work = pending.pop()) {
    for (let i = 0; i < classes; i++) {
      const state = stateOf(intersection(work.next, members[i] ?? first));
      if (state >= MAX_STATES) return null;
      transitions[work.state * classes + i] = state;
    }
  }
  return { alphabet, start, transitions: Uint16Array.from(transitions), endsIn: Uint8Array.from(endsIn) };

  function stateOf(reached: BitSet): number {
    if (meets(reached, last)) return FOUND;
    if (isEmpty(reached)) return DEAD;
    const kept = withoutCovered(reached, coveredBy);
    const key = keyOf(kept);
    const known = states.get(key);
    if (known !== undefined) return known;
    const next = bitSet(sets.length);
    forEach(kept, (position) => addAll(next, follow[position] ?? kept));
    const state = open(next, meets(kept, lastAtEnd));
    states.set(key, state);
    return state;
  }

  function open(next: BitSet, ends: boolean): number {
    const state = endsIn.push(ends ? 1 : 0) - 1;
    transitions.push(...fill(classes, DEAD));
    pending.push({ state, next });
    return state;
  }
}

/** The positions that take the characters of a class. */
function membersOf({ sets }: PositionAutomaton, { samples }: Alphabet): readonly BitSet[] {
  return samples.map((sample) => {
    const members = bitSet(sets.length);
    for (const [position, set] of sets.entries()) if (includes(set, sample)) add(members, position);
    return members;
  });
}

/** Without positions that say nothing more: `union.{0,40}select` need remember only the newest `union`. */
function withoutCovered(reached: BitSet, coveredBy: readonly BitSet[]): BitSet {
  const kept = Uint32Array.from(reached);
  forEach(reached, (position) => {
    if (meets(coveredBy[position] ?? reached, reached)) remove(kept, position);
  });
  return kept;
}

function intersection(left: BitSet, right: BitSet): BitSet {
  const both = Uint32Array.from(left);
  keepAll(both, right);
  return both;
}

function fill(count: number, state: number): readonly number[] {
  return Array.from({ length: count }, () => state);
}
