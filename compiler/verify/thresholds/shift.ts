import type { Span } from "../../../dsl/ast/node.ts";

/** A tree in which one threshold lies one smallest step off, and nothing else differs. */
export interface Shift<T> {
  readonly tree: T;
  /** Where the threshold stands. */
  readonly span: Span;
  /** What became of it: `+1`, `-1ms`, `+1%`. */
  readonly step: string;
}

/** The shifts of a part as shifts of the whole. */
export function lift<P, T>(parts: readonly Shift<P>[], whole: (part: P) => T): readonly Shift<T>[] {
  return parts.map(({ tree, span, step }) => ({ tree: whole(tree), span, step }));
}

/** The shifts of every element as shifts of the list. */
export function liftEach<P>(
  parts: readonly P[],
  shifts: (part: P) => readonly Shift<P>[],
): readonly Shift<readonly P[]>[] {
  return parts.flatMap((part, i) => lift(shifts(part), (shifted) => parts.with(i, shifted)));
}

/** A number one step up and one step down, in the unit given; not below `least`. */
export function shiftNumber(
  value: number,
  span: Span,
  { unit = "", least = -Infinity }: { readonly unit?: string; readonly least?: number } = {},
): readonly Shift<number>[] {
  return [
    { tree: value + 1, span, step: `+1${unit}` },
    ...(value > least ? [{ tree: value - 1, span, step: `-1${unit}` }] : []),
  ];
}
