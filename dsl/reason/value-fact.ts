import type { BoundCondition, BoundValue, Scalar } from "../binder/bound.ts";
import { canonicalKey } from "./canonical.ts";
import type { Claim, Fact, Line } from "./claim.ts";
import type { Domain } from "./domain.ts";
import type { ReasonScope } from "./reason-scope.ts";
import { resolved, termOf } from "./term-of.ts";
import { ANY_MEMBER, ANY_NUMBER, contains, members, numbers, type Values } from "./values.ts";

/** What every fact carries besides what it says. */
export interface FactContext {
  readonly scope: ReasonScope;
  readonly line: Line;
  readonly opposite: () => Claim;
}

/** The value lies in the domain. A default moves to what it stands in for. */
export function valueFact(given: BoundValue, domain: Domain, context: FactContext): Claim {
  const value = resolved(given, context.scope);
  if (value.kind === "literal") return constant(contains(domain.values, only(value.value)), context);
  if (value.kind === "coalesce" && value.right.kind === "literal") {
    const missing = contains(domain.values, only(value.right.value));
    return valueFact(value.left, { values: domain.values, missing }, context);
  }
  const { line, opposite } = context;
  return { kind: "fact", term: termOf(value, context.scope), domain, consequences: [], line, opposite };
}

/**
 * The condition taken as a whole: a term that is true, false or missing. Of the values in `decided` it is known that the
 * condition is unknown where they are missing.
 */
export function wholeFact(
  condition: BoundCondition,
  outcome: boolean,
  context: FactContext,
  decided: readonly BoundValue[] = [],
): Fact {
  const key = `condition ${canonicalKey(condition, context.scope.names)}`;
  return truthFact(key, outcome, context, decided);
}

/** A term of its own that is true, false or missing. */
export function truthFact(key: string, outcome: boolean, context: FactContext, decided: readonly BoundValue[]): Fact {
  const { line, opposite } = context;
  const term = { key, universe: { values: members([true, false]), missing: true }, value: null, measure: null };
  const consequences = decided.flatMap((value) => presenceOf(value, context));
  return { kind: "fact", term, domain: present(members([outcome])), consequences, line, opposite };
}

/** That the value is present; nothing where that goes without saying. */
export function presenceOf(value: BoundValue, context: FactContext): readonly Fact[] {
  const claim = valueFact(value, present(anyOf(value)), context);
  return claim.kind === "fact" ? [claim] : [];
}

/** A claim about constants. */
export function constant(holds: boolean, { line, opposite }: FactContext): Claim {
  return { kind: holds ? "all" : "some", claims: [], line, opposite };
}

export function present(values: Values): Domain {
  return { values, missing: false };
}

export function only(value: Scalar): Values {
  return typeof value === "number" ? numbers([value]) : members([value]);
}

export function anyOf({ type }: BoundValue): Values {
  return type.kind === "int" || type.kind === "time" || type.kind === "duration" ? ANY_NUMBER : ANY_MEMBER;
}
