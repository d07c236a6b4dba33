import { endsWithAny, containsAny, startsWithAny, lowered } from "./list-tests.ts";
import { asciiLower } from "../functions/text.ts";

/** Where in a text a needle is looked for. */
export type NeedlePlace = "contains" | "starts_with" | "ends_with";

type TextTest = (text: string) => boolean;

/** So many cells of a table at most, 4 MB: the needles of longer lists are tried one after another. */
const MAX_CELLS = 1 << 20;

/**
 * A test for texts that have any of the needles, at least one character each. It reads a text once, however many needles there
 * are (the automaton of Aho and Corasick), and allocates nothing. Ignoring case, ASCII letters are equal in both.
 *
 * @example
 * createNeedleTest("contains", ["/.git/", "/.svn/"], true)("/app/.GIT/config"); // true
 */
export function createNeedleTest(
  place: NeedlePlace,
  needles: readonly string[],
  ignoringCase: boolean = false,
): TextTest {
  const alphabet = alphabetOf(needles, ignoringCase);
  const trie = trieOf(place === "ends_with" ? needles.map(reversed) : needles, alphabet);
  if (trie === null) return oneByOne(place, ignoringCase ? lowered(needles) : needles, ignoringCase);
  if (place === "contains") return anywhere(withFailures(trie, alphabet.size), alphabet);
  return place === "starts_with" ? fromStart(trie, alphabet) : fromEnd(trie, alphabet);
}

/** Code units by what needles tell apart: class 0 is every unit that none of them has. */
interface Alphabet {
  readonly size: number;
  readonly ascii: Uint16Array;
  readonly others: ReadonlyMap<number, number>;
}

function alphabetOf(needles: readonly string[], ignoringCase: boolean): Alphabet {
  const ascii = new Uint16Array(128);
  const others = new Map<number, number>();
  let size = 1;
  for (const needle of needles)
    for (let i = 0; i < needle.length; i++) {
      const unit = needle.charCodeAt(i);
      if (unit < 128 ? ascii[unit] !== 0 : others.has(unit)) continue;
      if (unit >= 128) others.set(unit, size);
      else for (const same of ignoringCase ? bothCases(unit) : [unit]) ascii[same] = size;
      size++;
    }
  return { size, ascii, others };
}

function bothCases(unit: number): readonly number[] {
  const letter = String.fromCharCode(unit);
  return [letter.toLowerCase(), letter.toUpperCase()].map((text) => text.charCodeAt(0));
}

function classOf({ ascii, others }: Alphabet, unit: number): number {
  return (unit < 128 ? ascii[unit] : others.get(unit)) ?? 0;
}

/** In the place of a state: no needle goes on. */
const NOTHING = -1;
/** A needle ends here. */
const FOUND = -2;

/** `table[state + class]`, states being multiples of the size of the alphabet; 0 is the beginning. Null when it would be too large. */
function trieOf(needles: readonly string[], alphabet: Alphabet): Int32Array | null {
  const { size } = alphabet;
  const cells = (1 + needles.reduce((sum, { length }) => sum + length, 0)) * size;
  if (cells > MAX_CELLS) return null;
  const table = new Int32Array(cells).fill(NOTHING);
  let used = size;
  for (const needle of needles) {
    let state = 0;
    // behind the end of a shorter needle nothing more is to be found
    for (let i = 0; i < needle.length && state !== FOUND; i++) {
      const cell = state + classOf(alphabet, needle.charCodeAt(i));
      state = i === needle.length - 1 ? FOUND : (table[cell] ?? NOTHING);
      if (state === NOTHING) {
        state = used;
        used += size;
      }
      table[cell] = state;
    }
  }
  return table.slice(0, used);
}

/** The trie with an answer in every cell: where no needle goes on, another may have begun within what was read. */
function withFailures(trie: Int32Array, size: number): Int32Array {
  const table = Int32Array.from(trie);
  const waiting: { readonly state: number; readonly failure: number | null }[] = [{ state: 0, failure: null }];
  // the array grows while it is walked: shorter beginnings come first, and their cells are complete by then
  for (const { state, failure } of waiting)
    for (let own = 0; own < size; own++) {
      const next = trie[state + own] ?? NOTHING;
      const instead = failure === null ? 0 : (table[failure + own] ?? 0);
      if (next === FOUND) continue;
      if (next === NOTHING || instead === FOUND) table[state + own] = instead;
      else waiting.push({ state: next, failure: instead });
    }
  return table;
}

function anywhere(table: Int32Array, { ascii, others }: Alphabet): TextTest {
  return (text) => {
    let state = 0;
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      state = table[state + ((unit < 128 ? ascii[unit] : others.get(unit)) ?? 0)] ?? 0;
      if (state < 0) return true;
    }
    return false;
  };
}

function fromStart(table: Int32Array, alphabet: Alphabet): TextTest {
  return (text) => {
    let state = 0;
    for (let i = 0; i < text.length && state >= 0; i++)
      state = table[state + classOf(alphabet, text.charCodeAt(i))] ?? NOTHING;
    return state === FOUND;
  };
}

function fromEnd(table: Int32Array, alphabet: Alphabet): TextTest {
  return (text) => {
    let state = 0;
    for (let i = text.length - 1; i >= 0 && state >= 0; i--)
      state = table[state + classOf(alphabet, text.charCodeAt(i))] ?? NOTHING;
    return state === FOUND;
  };
}

/** By code units: the halves of an astral character change places in needle and text alike. */
function reversed(text: string): string {
  return text.split("").reverse().join("");
}

function oneByOne(place: NeedlePlace, needles: readonly string[], ignoringCase: boolean): TextTest {
  const test = { contains: containsAny, starts_with: startsWithAny, ends_with: endsWithAny }[place];
  return ignoringCase ? (text) => test(asciiLower(text), needles) : (text) => test(text, needles);
}
