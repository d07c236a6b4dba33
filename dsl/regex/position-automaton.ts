import { add, addAll, type BitSet, bitSet, forEach } from "./bit-set.ts";
import { type CodePointSet, EVERY_CODE_POINT } from "./code-point-set.ts";
import { copiesOf, countPositions, type Pattern, type RepeatPattern } from "./pattern.ts";

/**
 * A pattern as places for a character and what may follow what (Glushkov): no empty moves, and an automaton as large as the
 * pattern. Anchors have vanished: behind a character `^` is no longer true and before one `$` is not yet, so that each
 * only decides about where a match may begin and end.
 */
export interface PositionAutomaton {
  /** What stands at each position. Position `SEARCH` is the text before the match, if it may begin later. */
  readonly sets: readonly CodePointSet[];
  readonly follow: readonly BitSet[];
  /** Where a match may begin at the start of the text. */
  readonly first: BitSet;
  /** Behind these the pattern has matched, whatever comes. */
  readonly last: BitSet;
  /** Behind these it has matched if the text ends. */
  readonly lastAtEnd: BitSet;
  /** For each position the others that match whatever it matches: beside one of those it need not be remembered. */
  readonly coveredBy: readonly BitSet[];
  /** Whether it matches nothing at all: at the start of a longer text, and in an empty one. */
  readonly empty: { readonly atStart: boolean; readonly inEmptyText: boolean };
}

export const SEARCH = 0;

/** A part of a pattern: what can stand at its two ends, by whether that is where the text begins or ends. */
interface Fragment {
  readonly first: { readonly atStart: BitSet; readonly inside: BitSet };
  readonly last: { readonly atEnd: BitSet; readonly inside: BitSet };
  /** May be passed without a character: inside of the text, at its start, at its end, and where it is empty. */
  readonly empty: Emptiness;
}
interface Emptiness {
  readonly inside: boolean;
  readonly atStart: boolean;
  readonly atEnd: boolean;
  readonly inEmptyText: boolean;
}

const ALWAYS: Emptiness = { inside: true, atStart: true, atEnd: true, inEmptyText: true };
const NEVER: Emptiness = { inside: false, atStart: false, atEnd: false, inEmptyText: false };
const AT_START: Emptiness = { inside: false, atStart: true, atEnd: false, inEmptyText: true };
const AT_END: Emptiness = { inside: false, atStart: false, atEnd: true, inEmptyText: true };

export function positionAutomaton(pattern: Pattern): PositionAutomaton {
  const size = countPositions(pattern) + 1;
  const sets: CodePointSet[] = [EVERY_CODE_POINT];
  const follow: BitSet[] = [bitSet(size)];
  const none = bitSet(size);
  const coverers: number[][] = [];

  const whole = build(pattern);
  const { first, last, empty } = whole;
  const start = copyOf(first.atStart);
  const search = follow[SEARCH] ?? none;
  addAll(search, first.inside);
  if (search.some((word) => word !== 0) || empty.atEnd) {
    add(search, SEARCH);
    add(start, SEARCH);
  }
  const lastInside = copyOf(last.inside);
  const lastAtEnd = copyOf(last.atEnd);
  if (empty.inside) add(lastInside, SEARCH);
  if (empty.atEnd) add(lastAtEnd, SEARCH);
  return { sets, follow, first: start, last: lastInside, lastAtEnd, coveredBy: closure(coverers, size), empty };

  function build(part: Pattern): Fragment {
    switch (part.kind) {
      case "set":
        return single(part.set);
      case "start":
        return passed(AT_START);
      case "end":
        return passed(AT_END);
      case "sequence":
        return part.parts.map(build).reduce(joined, passed(ALWAYS));
      case "choice":
        return part.options.map(build).reduce(either, passed(NEVER));
      case "repeat":
        return repeated(part);
    }
  }

  function single(set: CodePointSet): Fragment {
    const own = bitSet(size);
    add(own, sets.length);
    sets.push(set);
    follow.push(bitSet(size));
    return { first: { atStart: own, inside: own }, last: { atEnd: own, inside: own }, empty: NEVER };
  }

  function passed(empty: Emptiness): Fragment {
    return { first: { atStart: none, inside: none }, last: { atEnd: none, inside: none }, empty };
  }

  /** `xx+`, `xx(x(x)?)?`: written out so that what follows a position stays little. */
  function repeated(repeat: RepeatPattern): Fragment {
    const starts: number[] = [];
    const built = Array.from({ length: copiesOf(repeat) }, () => {
      starts.push(sets.length);
      return build(repeat.inner);
    });
    // what may be nothing is repeated as what is something, any number of times
    const mayBeNothing = built[0]?.empty.inside === true;
    const copies = mayBeNothing ? built.map((copy) => ({ ...copy, empty: NEVER })) : built;
    const min = mayBeNothing ? 0 : repeat.min;
    const last = copies.length - 1;
    noteCovers(repeat, min, starts);
    return copies.reduceRight<Fragment>((rest, copy, i) => {
      const whole = joined(repeat.max === null && i === last ? looped(copy) : copy, rest);
      return i < min ? whole : optional(whole);
    }, passed(ALWAYS));
  }

  /**
   * Copies that may be left out match less the later they stand; of copies before an endless one each matches more than the
   * one before it. The same position of two copies is meant, which are as many positions apart as a copy has.
   */
  function noteCovers({ max }: RepeatPattern, min: number, starts: readonly number[]): void {
    const length = sets.length - (starts.at(-1) ?? 0);
    for (let i = 0; i + 1 < starts.length; i++) {
      const [left = 0, right = 0] = [starts[i], starts[i + 1]];
      for (let offset = 0; offset < length; offset++) {
        if (max === null) (coverers[left + offset] ??= []).push(right + offset);
        else if (i + 1 >= min) (coverers[right + offset] ??= []).push(left + offset);
      }
    }
  }

  function looped(part: Fragment): Fragment {
    link(part.last.inside, part.first.inside);
    return part;
  }

  function joined(left: Fragment, right: Fragment): Fragment {
    link(left.last.inside, right.first.inside);
    return {
      first: {
        atStart: left.empty.atStart ? union(left.first.atStart, right.first.atStart) : left.first.atStart,
        inside: left.empty.inside ? union(left.first.inside, right.first.inside) : left.first.inside,
      },
      last: {
        atEnd: right.empty.atEnd ? union(left.last.atEnd, right.last.atEnd) : right.last.atEnd,
        inside: right.empty.inside ? union(left.last.inside, right.last.inside) : right.last.inside,
      },
      empty: emptiness((place) => left.empty[place] && right.empty[place]),
    };
  }

  function either(left: Fragment, right: Fragment): Fragment {
    return {
      first: {
        atStart: union(left.first.atStart, right.first.atStart),
        inside: union(left.first.inside, right.first.inside),
      },
      last: { atEnd: union(left.last.atEnd, right.last.atEnd), inside: union(left.last.inside, right.last.inside) },
      empty: emptiness((place) => left.empty[place] || right.empty[place]),
    };
  }

  function link(from: BitSet, to: BitSet): void {
    forEach(from, (position) => addAll(follow[position] ?? none, to));
  }
}

/** Each position's coverers, and theirs: they cover in no circle. */
function closure(coverers: readonly (readonly number[] | undefined)[], size: number): readonly BitSet[] {
  const closed: BitSet[] = [];
  const close = (position: number): BitSet => {
    const known = closed[position];
    if (known !== undefined) return known;
    const all = bitSet(size);
    for (const coverer of coverers[position] ?? []) {
      add(all, coverer);
      addAll(all, close(coverer));
    }
    closed[position] = all;
    return all;
  };
  return Array.from({ length: size }, (_, position) => close(position));
}

function optional(part: Fragment): Fragment {
  return { ...part, empty: ALWAYS };
}

function emptiness(holds: (place: keyof Emptiness) => boolean): Emptiness {
  return {
    inside: holds("inside"),
    atStart: holds("atStart"),
    atEnd: holds("atEnd"),
    inEmptyText: holds("inEmptyText"),
  };
}

function union(left: BitSet, right: BitSet): BitSet {
  const both = copyOf(left);
  addAll(both, right);
  return both;
}

function copyOf(set: BitSet): BitSet {
  return Uint32Array.from(set);
}
