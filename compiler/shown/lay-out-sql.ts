import type { MarkedText } from "./marks.ts";

/** Clauses that begin a line of their own where they belong to a query. */
const CLAUSE = /^ (?:FROM|LEFT JOIN|CROSS JOIN|WHERE|GROUP BY|ORDER BY|LIMIT|OFFSET|UNION ALL)\b/i;
const OPERATOR = /^ (?:AND|OR)\b/i;
const QUERY = /^\(SELECT /i;
/** Longer brackets are broken at the operators that stand in them directly, longer lists at their commas. */
const LONG = 90;
const STEP = "  ";

interface Bracket {
  readonly isQuery: boolean;
  readonly isLong: boolean;
  readonly indent: string;
}

/**
 * A statement for people: the same text with line breaks in the place of some spaces. Statements of the compiler hold no
 * spaces in literals (every value is bound), so that none of them changes its meaning.
 */
export function layOutSql({ text, ranges }: MarkedText): MarkedText {
  const ends = bracketEnds(text);
  const breaks: { readonly at: number; readonly indent: string }[] = [];
  const open: Bracket[] = [{ isQuery: true, isLong: text.length > LONG, indent: "" }];
  for (let i = 0; i < text.length; i += 1) {
    const inside = open.at(-1);
    const char = text[i];
    if (inside === undefined) break;
    if (char === '"' || char === "'") {
      i = text.indexOf(char, i + 1);
    } else if (char === "(") {
      const isQuery = QUERY.test(text.slice(i, i + 8));
      const isLong = (ends.get(i) ?? i) - i > LONG;
      open.push({ isQuery, isLong, indent: inside.indent + (isQuery || isLong ? STEP : "") });
    } else if (char === ")") {
      open.pop();
    } else if (char === " " && breaksAt(text, i, inside)) {
      breaks.push({ at: i, indent: inside.indent + (isClause(text, i) ? "" : STEP) });
    }
  }
  return moved({ text, ranges }, breaks);
}

function breaksAt(text: string, i: number, { isQuery, isLong }: Bracket): boolean {
  if (isQuery) return isClause(text, i) || (isLong && text[i - 1] === ",");
  return isLong && (OPERATOR.test(text.slice(i, i + 5)) || text[i - 1] === ",");
}

function isClause(text: string, i: number): boolean {
  return CLAUSE.test(text.slice(i, i + 12));
}

/** Where the bracket that opens at an offset closes. */
function bracketEnds(text: string): ReadonlyMap<number, number> {
  const ends = new Map<number, number>();
  const open: number[] = [];
  for (let i = 0; i < text.length; i += 1) {
    const char = text[i];
    if (char === '"' || char === "'") i = text.indexOf(char, i + 1);
    else if (char === "(") open.push(i);
    else if (char === ")") ends.set(open.pop() ?? i, i);
  }
  return ends;
}

function moved(
  { text, ranges }: MarkedText,
  breaks: readonly { readonly at: number; readonly indent: string }[],
): MarkedText {
  const lines: string[] = [];
  let from = 0;
  for (const { at, indent } of breaks) {
    lines.push(`${text.slice(from, at)}\n${indent}`);
    from = at + 1;
  }
  lines.push(text.slice(from));
  // A break is as long as its indentation longer than the space that it replaces.
  const places = breaks.map(({ at }) => at);
  const added = [0];
  for (const { indent } of breaks) added.push((added.at(-1) ?? 0) + indent.length);
  const movedTo = (offset: number): number => offset + (added[countBelow(places, offset)] ?? 0);
  return {
    text: lines.join(""),
    ranges: ranges.map(({ origin, start, end }) => ({ origin, start: movedTo(start), end: movedTo(end) })),
  };
}

/** How many of the ascending numbers are smaller. */
function countBelow(sorted: readonly number[], limit: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? limit) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
