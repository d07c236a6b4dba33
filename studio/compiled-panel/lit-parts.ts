import type { CompiledRule, ShownText } from "../../api/index.ts";

type Parts = CompiledRule["parts"];

/**
 * Parts of a rule that the caret stands for: the smallest one around it, or else those that begin on its line, each with
 * all that it holds. Indexes of `parts`, ascending.
 */
export function litParts(parts: Parts, text: string, caret: number): readonly number[] {
  const around = parts.filter(({ start, end }) => start <= caret && caret <= end);
  const smallest = around.toSorted((a, b) => a.end - a.start - (b.end - b.start))[0];
  const chosen = smallest === undefined ? onLine(parts, text, caret) : [smallest];
  return parts.flatMap((part, i) =>
    chosen.some(({ start, end }) => start <= part.start && part.end <= end) ? [i] : [],
  );
}

function onLine(parts: Parts, text: string, caret: number): Parts {
  const from = text.lastIndexOf("\n", caret - 1) + 1;
  const end = text.indexOf("\n", caret);
  const to = end < 0 ? text.length : end;
  return parts.filter(({ start }) => from <= start && start < to);
}

/** The part that a place of a target's text comes from, the smallest stretch around it first; null where it comes from none. */
export function partAt({ ranges }: ShownText, offset: number): number | null {
  const around = ranges.filter(({ start, end }) => start <= offset && offset <= end);
  return around.toSorted((a, b) => a.end - a.start - (b.end - b.start))[0]?.part ?? null;
}

/** Stretches of a target's text that come from these parts; those that another one holds are left out. */
export function litRanges({ ranges }: ShownText, lit: readonly number[]): ShownText["ranges"] {
  const wanted = new Set(lit);
  const kept: ShownText["ranges"] = [];
  let end = -1;
  // Outer ones come before those that they hold.
  for (const range of ranges.filter(({ part }) => wanted.has(part))) {
    if (range.end <= end) continue;
    kept.push(range);
    end = range.end;
  }
  return kept;
}
