import type { BoundCompare, BoundCondition, BoundInList, BoundInRange, BoundValue, Scalar } from "../binder/bound.ts";
import { sameType } from "../types/same-type.ts";
import { canonicalKey } from "./canonical.ts";
import type { Claim, Fact } from "./claim.ts";
import { numberFact } from "./number-fact.ts";
import { differenceWhere } from "./difference-where.ts";
import { shareFact } from "./share-fact.ts";
import { resolved } from "./term-of.ts";
import { anyOf, only, present, truthFact, valueFact, wholeFact, type FactContext } from "./value-fact.ts";
import { complement, members, numbers, span } from "./values.ts";

/** A condition that is not made of conditions, as a fact about one term. */
export function factOf(condition: BoundCondition, outcome: boolean, context: FactContext): Claim {
  switch (condition.kind) {
    case "truth":
      return valueFact(condition.value, present(members([outcome])), context);
    case "compare":
      return compareFact(condition, outcome, context) ?? wholeFact(condition, outcome, context);
    case "share":
      return shareFact(condition, outcome, context);
    case "in_range":
      return rangeFact(condition, outcome, context) ?? wholeFact(condition, outcome, context);
    case "in_list":
      return listFact(condition, outcome, context) ?? wholeFact(condition, outcome, context, [condition.operand]);
    case "is": {
      const any = anyOf(condition.operand);
      const wanted = condition.present === outcome ? present(any) : { values: complement(any), missing: true };
      return valueFact(condition.operand, wanted, context);
    }
    case "text_test": {
      const { needle, subject } = condition;
      return wholeFact(condition, outcome, context, needle.optional ? [] : [subject]);
    }
    case "matches":
      return wholeFact(condition, outcome, context, [condition.subject]);
    default:
      return wholeFact(condition, outcome, context);
  }
}

/** Null for an order of what has none. */
function compareFact(condition: BoundCompare, outcome: boolean, context: FactContext): Claim | null {
  const { op, left, right } = condition;
  const values = differenceWhere(op);
  const sides = { left, right, values: outcome ? values : complement(values) };
  const ofNumbers = numberFact(condition, outcome, sides, context);
  if (ofNumbers !== null) return ofNumbers;
  if (op !== "==" && op !== "!=") return null;
  const [value, other] = left.kind === "literal" ? [right, left] : [left, right];
  const equal = (op === "==") === outcome;
  if (other.kind !== "literal") return pairFact(left, right, equal, context);
  return valueFact(value, present(equal ? only(other.value) : complement(only(other.value))), context);
}

/** Whether two values are equal, in whichever order and with whichever operator that is asked. */
function pairFact(left: BoundValue, right: BoundValue, equal: boolean, context: FactContext): Fact {
  const { scope } = context;
  const keys = [left, right].map((side) => canonicalKey(resolved(side, scope), scope.names)).toSorted();
  return truthFact(`equal ${keys.join(" ")}`, equal, context, [left, right]);
}

function rangeFact(condition: BoundInRange, outcome: boolean, context: FactContext): Claim | null {
  const { operand, low, high } = condition;
  if (low.kind !== "literal" || high.kind !== "literal") return null;
  if (typeof low.value !== "number" || typeof high.value !== "number") return null;
  const inside = span(low.value, high.value);
  const sides = { left: operand, right: null, values: outcome ? inside : complement(inside) };
  return numberFact(condition, outcome, sides, context);
}

/** Membership by equality in a list that is written out; lists with a name may grow. */
function listFact(condition: BoundInList, outcome: boolean, context: FactContext): Claim | null {
  const { operand, list } = condition;
  if (list.kind !== "list_literal" || list.type.kind !== "list" || list.values.length === 0) return null;
  if (!sameType(operand.type, list.type.element)) return null;
  const listed = list.values.every(isNumber) ? numbers(list.values) : members(list.values);
  const values = outcome ? listed : complement(listed);
  if (listed.kind === "spans") return numberFact(condition, outcome, { left: operand, right: null, values }, context);
  return valueFact(operand, present(values), context);
}

function isNumber(value: Scalar): value is number {
  return typeof value === "number";
}
