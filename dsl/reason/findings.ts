import { isNever, emptyTerm, entails, excludes, factsOf } from "./compare-claims.ts";
import type { Claim, Fact, Line } from "./claim.ts";
import { contains, isEmpty } from "./values.ts";

/** Something about the lines of one condition that its author will not have meant. */
export type Finding =
  /** True, or false, for no user and no row that has the value at all. */
  | { readonly kind: "never" | "always"; readonly fact: Fact }
  /** The line is never true together with the others. */
  | { readonly kind: "conflict"; readonly line: Line; readonly others: readonly Line[] }
  /** Of two alternatives one is always true. */
  | { readonly kind: "exhaustive"; readonly line: Line; readonly other: Line }
  /** The line adds nothing to the other one; `same` where the other adds nothing to it either. */
  | {
      readonly kind: "needless";
      readonly line: Line;
      readonly other: Line;
      readonly in: "all" | "some";
      readonly same: boolean;
    };

/** Lines beyond these are not compared with each other: a block of so many is data. */
const MOST_LINES = 150;

/** All findings about a claim; conditions on the rows inside it are claims of their own. */
export function findingsOf(claim: Claim): readonly Finding[] {
  return visit(claim, []);
}

/** `known` holds what is true wherever the claim is asked. */
function visit(claim: Claim, known: readonly Claim[]): readonly Finding[] {
  switch (claim.kind) {
    case "fact": {
      const own = ofFact(claim);
      return own.length > 0 ? own : against(claim, known);
    }
    case "every_row":
      return against(claim, known);
    case "some":
      return [...ofAlternatives(claim.claims), ...claim.claims.flatMap((branch) => visit(branch, known))];
    case "all": {
      const lines = linesOf(claim);
      const leaves = lines.filter(isLeaf);
      const sound = leaves.filter((leaf) => leaf.kind !== "fact" || ofFact(leaf).length === 0);
      const pairs = ofPairs(sound.slice(0, MOST_LINES));
      const together = pairs.some(({ kind }) => kind === "conflict") ? [] : ofTerms([...known, ...sound]);
      const inner = lines.flatMap((line) => visit(line, isLeaf(line) ? known : [...known, ...sound]));
      return [...pairs, ...together, ...inner];
    }
  }
}

function linesOf(claim: Claim): readonly Claim[] {
  return claim.kind === "all" ? claim.claims.flatMap(linesOf) : [claim];
}

function isLeaf(claim: Claim): boolean {
  return claim.kind === "fact" || claim.kind === "every_row";
}

/** A fact about a row that no user has says nothing new: the condition of the row is what is wrong. */
function ofFact(fact: Fact): readonly Finding[] {
  const where = fact.term.measure?.rows.where ?? null;
  if (asksWhetherPresent(fact) || (where !== null && isNever(where))) return [];
  if (isNever(fact)) return [{ kind: "never", fact }];
  return isNever(fact.opposite()) ? [{ kind: "always", fact }] : [];
}

/** `x is present` guards other lines, and has a lint of its own where `x` is never missing. */
function asksWhetherPresent({ domain, term }: Fact): boolean {
  return domain.missing
    ? isEmpty(domain.values)
    : contains(domain.values, term.universe.values) && term.universe.missing;
}

function against(claim: Claim, known: readonly Claim[]): readonly Finding[] {
  const found: Finding[] = [];
  for (const other of known.slice(0, MOST_LINES)) {
    if (excludes(claim, other)) found.push({ kind: "conflict", line: claim.line, others: [other.line] });
    else if (isNeedless(claim, other)) {
      found.push({ kind: "needless", line: claim.line, other: other.line, in: "all", same: entails(claim, other) });
    }
  }
  return found.slice(0, 1);
}

/** Whether the claim says nothing that the other one does not say. */
function isNeedless(claim: Claim, other: Claim): boolean {
  return !(claim.kind === "fact" && asksWhetherPresent(claim)) && entails(other, claim);
}

function ofPairs(lines: readonly Claim[]): readonly Finding[] {
  return lines.flatMap((later, i): readonly Finding[] => {
    for (const earlier of lines.slice(0, i)) {
      if (excludes(earlier, later)) return [{ kind: "conflict", line: later.line, others: [earlier.line] }];
    }
    for (const earlier of lines.slice(0, i)) {
      const found = needlessOf(earlier, later, "all");
      if (found !== null) return [found];
    }
    return [];
  });
}

function needlessOf(earlier: Claim, later: Claim, joined: "all" | "some"): Finding | null {
  const down = joined === "all" ? isNeedless(later, earlier) : entails(later, earlier);
  const up = joined === "all" ? isNeedless(earlier, later) : entails(earlier, later);
  if (down) return { kind: "needless", line: later.line, other: earlier.line, in: joined, same: up };
  return up ? { kind: "needless", line: earlier.line, other: later.line, in: joined, same: false } : null;
}

/** Three lines or more about one term, where every two of them go together. */
function ofTerms(claims: readonly Claim[]): readonly Finding[] {
  const facts = emptyTerm(claims.flatMap(factsOf));
  const lines = facts === null ? [] : [...new Set(facts.map(({ line }) => line))];
  const last = lines.at(-1);
  return last === undefined || lines.length < 3 ? [] : [{ kind: "conflict", line: last, others: lines.slice(0, -1) }];
}

function ofAlternatives(branches: readonly Claim[]): readonly Finding[] {
  const sound = branches.filter((branch) => !isNever(branch)).slice(0, MOST_LINES);
  return sound.flatMap((later, i): readonly Finding[] => {
    for (const earlier of sound.slice(0, i)) {
      if (isLeaf(earlier) && isLeaf(later) && isExhaustive(earlier, later)) {
        return [{ kind: "exhaustive", line: later.line, other: earlier.line }];
      }
      const found = needlessOf(earlier, later, "some");
      if (found !== null) return [found];
    }
    return [];
  });
}

function isExhaustive(a: Claim, b: Claim): boolean {
  const [notA, notB] = [a.opposite(), b.opposite()];
  return !isNever(notA) && !isNever(notB) && excludes(notA, notB);
}
