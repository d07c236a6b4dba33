import fc from "fast-check";

type Mutation = (pieces: readonly string[], at: number, other: number) => readonly string[];

/** What an editor, a merge or a tired author does to a text, piece by piece. */
const MUTATIONS: readonly Mutation[] = [
  (pieces, at) => pieces.toSpliced(at, 1),
  (pieces, at) => pieces.toSpliced(at, 0, pieces[at] ?? ""),
  (pieces, at, other) => pieces.with(at, pieces[other] ?? "").with(other, pieces[at] ?? ""),
  (pieces, at, other) => [...pieces.slice(0, Math.min(at, other)), ...pieces.slice(Math.max(at, other))],
];

const TOKENS = /\s+|\w+|[^\s\w]/gu;
const LINES = /[^\n]*\n?/g;

/**
 * A text of one of these files with some tokens or lines deleted, doubled, swapped or cut out, or the head of one file with
 * the tail of another.
 */
export function mutatedText(texts: readonly string[]): fc.Arbitrary<string> {
  const text = fc.constantFrom(...texts);
  const mutated = fc
    .tuple(
      text,
      fc.constantFrom(TOKENS, LINES),
      fc.array(fc.tuple(fc.constantFrom(...MUTATIONS), fc.nat(), fc.nat()), { minLength: 1, maxLength: 6 }),
    )
    .map(([original, pattern, mutations]) => {
      let pieces: readonly string[] = original.match(pattern) ?? [];
      for (const [mutate, at, other] of mutations)
        if (pieces.length > 1) pieces = mutate(pieces, at % pieces.length, other % pieces.length);
      return pieces.join("");
    });
  const spliced = fc
    .tuple(text, text, fc.nat(), fc.nat())
    .map(([a, b, at, from]) => a.slice(0, at % (a.length + 1)) + b.slice(from % (b.length + 1)));
  return fc.oneof({ weight: 4, arbitrary: mutated }, { weight: 1, arbitrary: spliced }).map(withoutHalves);
}

/** Cuts may split a surrogate pair; files are UTF-8, which has no halves. */
function withoutHalves(text: string): string {
  return text.replace(/\p{Surrogate}/gu, "");
}
