import { sourceText } from "../../../dsl/types/row-words.ts";
import { type RowSource, SOURCES } from "../../../dsl/types/sources.ts";
import type { ElementType } from "../../../dsl/types/type.ts";
import { literalText } from "./literal-text.ts";
import { ALL_TYPES } from "./all-types.ts";
import { DURATIONS, EXTREME_INTS, PERCENTAGES } from "./pools.ts";
import { type FieldChoice, type Need, pickSource, reachable, type Scope } from "./program-scope.ts";

/** An aggregate of a type; null where none has it. */
export function aggregateValue(type: ElementType, scope: Scope, need: Need, depth: number): string | null {
  const { draw } = scope;
  const source = pickSource(scope);
  const inner = insideOf(source, scope);
  const select = (): string => selectText(source, scope, inner, depth - 1);
  const of = (fn: string, wanted: ElementType): string =>
    `${fn}(${scope.write.value(wanted, { ...inner, aggregates: false }, "any", Math.min(1, depth - 1))} of ${select()})`;
  const maybe = (text: string): string => (need === "total" ? `(${text} ?? ${literalText(type, draw)})` : text);
  const ends = (): string => maybe(of(draw.pick(["oldest", "newest"]), type));
  switch (type.kind) {
    case "int":
      return draw.oneOf([
        () => `count(${selectText(source, scope, inner, depth - 1, draw.chance(50))})`,
        () => of("count(distinct", draw.pick(ALL_TYPES)).replace("(distinct(", "(distinct "),
        () => `peak(${draw.int(1, 8)} rows of ${select()})`,
        () => `peak(${draw.pick(DURATIONS).text} of ${select()})`,
        // Without bounds of its own it is the span alone that tells rows apart.
        () => `peak(${draw.pick(DURATIONS).text} of ${source})`,
        () => `count(events where .previous.type is ${draw.pick(["missing", "present"])})`,
        () => maybe(of("sum", type)),
        () => maybe(`sum(${draw.pick(EXTREME_INTS)} of ${select()})`),
        () => maybe(of(draw.pick(["min", "max"]), type)),
        ends,
      ]);
    case "time":
    case "duration":
      return draw.chance(50) ? maybe(of(draw.pick(["min", "max"]), type)) : ends();
    default:
      return ends();
  }
}

/** `share(…) >= 80%`; unknown of no rows, so never under a negation. */
export function shareComparison(scope: Scope, depth: number): string {
  const { draw } = scope;
  const source = pickSource(scope);
  const share = `share(${selectText(source, scope, insideOf(source, scope), depth)})`;
  const percentage = `${draw.pick(PERCENTAGES)}%`;
  return draw.chance(80)
    ? `${share} ${draw.pick(["==", ">", ">=", "<", "<="])} ${percentage}`
    : `${percentage} <= ${share}`;
}

/** `distinct(…)`: the values of a list attribute. */
export function distinctText(type: ElementType, scope: Scope, depth: number): string {
  const source = pickSource(scope);
  const inner = insideOf(source, scope);
  const value = scope.write.value(type, { ...inner, aggregates: false }, "any", 1);
  return `distinct(${value} of ${selectText(source, scope, inner, depth)})`;
}

/** Rows of a source inside the place; the row around them can be tied to if it has a name. */
function insideOf(source: RowSource, scope: Scope): Scope {
  const outer = scope.row !== null && scope.alias !== null ? { source: scope.row, alias: scope.alias } : null;
  // Rows stand in rows at most twice.
  return { ...scope, row: source, outer, alias: null, aggregates: scope.row === null && scope.aggregates };
}

function selectText(source: RowSource, { draw }: Scope, inner: Scope, depth: number, differs = false): string {
  const last = draw.chance(35) ? ` last ${draw.pick([1, 2, 3, 25, 1000])}` : "";
  const within = draw.chance(35) ? ` within ${draw.pick(DURATIONS).text}` : "";
  const conditions = draw.chance(60)
    ? [inner.write.condition({ ...inner, outer: null }, draw.chance(50) ? "total" : "any", Math.max(0, depth - 1))]
    : [];
  const isNew = draw.chance(12) ? inner.write.isNew(inner, "any") : null;
  if (isNew !== null) conditions.push(isNew);
  if (inner.outer !== null && draw.chance(75)) {
    for (let i = draw.int(differs ? 0 : 1, 2); i > 0; i--) conditions.push(tieText(inner, inner.outer));
    if (differs) conditions.push(differenceText(inner, inner.outer));
  }
  const where = conditions.length === 0 ? "" : ` where ${conditions.join(" and ")}`;
  return `${sourceText(source)}${last}${within}${where}`;
}

/** `.country == e.ip.country`: fields of both rows of one type. */
function tieText(scope: Scope, outer: Outer): string {
  const { left, right } = relatedFields(scope, outer);
  const tie = [left.text, right.text];
  return (scope.draw.chance(50) ? tie : tie.toReversed()).join(" == ");
}

/** `.address != e.ip.address`: a negation, so that what may be missing stands behind a guard. */
function differenceText(scope: Scope, outer: Outer): string {
  const { left, right } = relatedFields(scope, outer);
  const other = right.optional
    ? { text: `${outer.alias}.${SOURCES[outer.source].clock}`, own: SOURCES[scope.row ?? "events"].clock }
    : null;
  if (other !== null) return `.${other.own} != ${other.text}`;
  return `${left.optional ? `${left.text} is present and ` : ""}${left.text} != ${right.text}`;
}

type Outer = NonNullable<Scope["outer"]>;

function relatedFields(
  { draw, row }: Scope,
  outer: Outer,
): { readonly left: FieldChoice; readonly right: FieldChoice } {
  const pairs = ALL_TYPES.flatMap((type) => {
    const left = row === null ? [] : reachable(row, "", type);
    const right = reachable(outer.source, outer.alias, type);
    return left.length > 0 && right.length > 0 ? [{ left, right }] : [];
  });
  const { left, right } = draw.pick(pairs);
  return { left: draw.pick(left), right: draw.pick(right) };
}
