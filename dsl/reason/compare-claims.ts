import type { Claim, EveryRow, Fact, Rows, Term } from "./claim.ts";
import { covers, isImpossible, meet, type Domain } from "./domain.ts";
import { contains, numbers, span, type Values } from "./values.ts";

/** How many comparisons one question may take; an answer that would take more is "not known". */
export interface Effort {
  left: number;
}

const EFFORT = 20_000;

/** Whether no user, and no row, can make the claim true. */
export function isNever(claim: Claim, effort: Effort = { left: EFFORT }): boolean {
  switch (claim.kind) {
    case "fact":
      return isImpossible(meet(claim.domain, claim.term.universe));
    case "every_row":
      return false;
    case "some":
      return claim.claims.every((inner) => isNever(inner, effort));
    case "all":
      return (
        claim.claims.some((inner) => isNever(inner, effort)) ||
        claim.claims.some((a, i) => claim.claims.slice(i + 1).some((b) => excludes(a, b, effort))) ||
        emptyTerm(factsOf(claim)) !== null
      );
  }
}

/** The facts about one term that no value satisfies together, though every two of them may; null when there is no such term. */
export function emptyTerm(facts: readonly Fact[]): readonly Fact[] | null {
  for (const same of byTerm(facts)) {
    const [first] = same;
    if (first === undefined) continue;
    const left = same.reduce((domain, fact) => meet(domain, fact.domain), first.term.universe);
    if (isImpossible(left)) return same;
  }
  return null;
}

/** Whether the claims are never true together. What is never true alone is not asked for. */
export function excludes(a: Claim, b: Claim, effort: Effort = { left: EFFORT }): boolean {
  if (effort.left-- <= 0) return false;
  if (a.kind === "some") return a.claims.length > 0 && a.claims.every((inner) => excludes(inner, b, effort));
  if (b.kind === "some") return excludes(b, a, effort);
  if (a.kind === "all") return a.claims.some((inner) => excludes(inner, b, effort));
  if (b.kind === "all") return excludes(b, a, effort);
  if (a.kind === "fact" && b.kind === "fact")
    return known(a).some((left) => known(b).some((right) => clash(left, right, effort)));
  if (a.kind === "every_row") return b.kind === "fact" && leavesNoRow(a, b, effort);
  return b.kind === "every_row" && leavesNoRow(b, a, effort);
}

/** Whether the second claim is true wherever the first one is. */
export function entails(a: Claim, b: Claim, effort: Effort = { left: EFFORT }): boolean {
  if (effort.left-- <= 0) return false;
  if (a.kind === "some") return a.claims.every((inner) => entails(inner, b, effort));
  if (b.kind === "all") return b.claims.every((inner) => entails(a, inner, effort));
  if (b.kind === "some" && b.claims.some((inner) => entails(a, inner, effort))) return true;
  if (a.kind === "all")
    return a.claims.some((inner) => entails(inner, b, effort)) || (b.kind === "fact" && narrows(factsOf(a), b));
  if (b.kind === "some") return false;
  if (a.kind === "fact" && b.kind === "fact") return known(a).some((fact) => yields(fact, b, effort));
  if (a.kind === "every_row" && b.kind === "every_row") {
    return isPartOf(b.rows, a.rows, effort) && entails(a.claim, b.claim, effort);
  }
  return a.kind === "every_row" && b.kind === "fact" && leavesNone(a, b.term, b.domain, effort);
}

/** The facts that a claim states outright. */
export function factsOf(claim: Claim): readonly Fact[] {
  if (claim.kind === "fact") return known(claim);
  return claim.kind === "all" ? claim.claims.flatMap(factsOf) : [];
}

function known(fact: Fact): readonly Fact[] {
  return [fact, ...fact.consequences];
}

function byTerm(facts: readonly Fact[]): readonly (readonly Fact[])[] {
  const groups = new Map<string, Fact[]>();
  for (const fact of facts) groups.set(fact.term.key, [...(groups.get(fact.term.key) ?? []), fact]);
  return [...groups.values()].filter(({ length }) => length > 1);
}

function narrows(facts: readonly Fact[], { term, domain }: Fact): boolean {
  const same = facts.filter((fact) => fact.term.key === term.key);
  return (
    same.length > 1 &&
    covers(
      domain,
      same.reduce((left, fact) => meet(left, fact.domain), term.universe),
    )
  );
}

/** No value of one term lies in both domains, or fewer rows would have to count for more than all of them. */
function clash(a: Fact, b: Fact, effort: Effort): boolean {
  if (a.term.key === b.term.key) return isImpossible(meet(meet(a.domain, b.domain), a.term.universe));
  return isMoreThan(a, b, effort) || isMoreThan(b, a, effort);
}

function isMoreThan(part: Fact, whole: Fact, effort: Effort): boolean {
  const [least, most] = [lowest(part), highest(whole)];
  return least > most && isPartOfTerm(part.term, whole.term, effort);
}

function yields(a: Fact, b: Fact, effort: Effort): boolean {
  if (a.term.key === b.term.key) return covers(b.domain, meet(a.domain, a.term.universe));
  if (a.term.measure === null || b.term.measure === null) return false;
  const atLeast = meet(b.term.universe, present(span(lowest(a), Number.POSITIVE_INFINITY)));
  if (covers(b.domain, atLeast) && isPartOfTerm(a.term, b.term, effort)) return true;
  const atMost = meet(b.term.universe, present(span(Number.NEGATIVE_INFINITY, highest(a))));
  return covers(b.domain, atMost) && isPartOfTerm(b.term, a.term, effort);
}

function lowest({ domain, term }: Fact): number {
  const { values } = meet(domain, term.universe);
  return values.kind === "spans" ? (values.spans[0]?.low ?? 0) : Number.NaN;
}

function highest({ domain, term }: Fact): number {
  const { values } = meet(domain, term.universe);
  return values.kind === "spans" ? (values.spans.at(-1)?.high ?? 0) : Number.NaN;
}

function present(values: Values): Domain {
  return { values, missing: false };
}

function isPartOfTerm({ measure: a }: Term, { measure: b }: Term, effort: Effort): boolean {
  return a !== null && b !== null && a.kind === b.kind && isPartOf(a.rows, b.rows, effort);
}

/** Whether the first rows are among the second ones, for every user. */
function isPartOf(a: Rows, b: Rows, effort: Effort): boolean {
  return (
    a.source === b.source &&
    (b.last === null || (a.last !== null && a.last <= b.last)) &&
    (b.withinMs === null || (a.withinMs !== null && a.withinMs <= b.withinMs)) &&
    b.ties.every((tie) => a.ties.includes(tie)) &&
    (b.where === null || (a.where !== null && entails(a.where, b.where, effort)))
  );
}

/** Of the rows that the fact counts there is one, and none of them can be as every row is said to be. */
function leavesNoRow(every: EveryRow, fact: Fact, effort: Effort): boolean {
  return known(fact).some((each) => lowest(each) > 0 && hasNone(every, each.term, effort));
}

/** Where every row is so, the measure is 0, and the domain holds 0. */
function leavesNone(every: EveryRow, term: Term, domain: Domain, effort: Effort): boolean {
  return domain.values.kind === "spans" && contains(domain.values, numbers([0])) && hasNone(every, term, effort);
}

function hasNone({ rows, claim }: EveryRow, { measure }: Term, effort: Effort): boolean {
  const where = measure?.rows.where ?? null;
  if (measure === null || where === null) return false;
  return isPartOf({ ...measure.rows, where: rows.where }, rows, effort) && excludes(where, claim, effort);
}
