import type { BoundCondition, BoundQuantifier } from "../binder/bound.ts";
import { ROW_CAP } from "../types/sources.ts";
import { canonicalKey } from "./canonical.ts";
import type { Claim, Line, Rows, Term } from "./claim.ts";
import type { Domain } from "./domain.ts";
import { factOf } from "./fact-of.ts";
import type { ReasonScope } from "./reason-scope.ts";
import { COUNT, insideRows, resolved, rowsOf, withoutRows } from "./term-of.ts";
import { span } from "./values.ts";

/**
 * What it means that a condition is true, or that it is false, as facts about terms. Negations are gone: each is an
 * outcome of the condition inside it.
 */
export function claimOf(condition: BoundCondition, outcome: boolean, scope: ReasonScope): Claim {
  const line = lineOf(condition, outcome, scope);
  const opposite = () => claimOf(condition, !outcome, scope);
  switch (condition.kind) {
    case "and":
    case "or": {
      const claims = condition.operands.map((operand) => claimOf(operand, outcome, scope));
      return { kind: (condition.kind === "and") === outcome ? "all" : "some", claims, line, opposite };
    }
    case "not": {
      const inner = claimOf(condition.operand, !outcome, scope);
      // `not x` is one line: it is shown whole
      return inner.kind === "all" || inner.kind === "some" ? inner : { ...inner, line, opposite };
    }
    case "quantifier":
      return quantified(condition, outcome, scope);
    case "truth": {
      const attribute = inlinedCondition(condition.value.kind === "attribute_ref" ? condition.value.name : null, scope);
      if (attribute !== null) return claimOf(attribute, outcome, { ...scope, usedAt: scope.usedAt ?? condition.span });
      return factOf({ ...condition, value: resolved(condition.value, scope) }, outcome, { scope, line, opposite });
    }
    default:
      return factOf(condition, outcome, { scope, line, opposite });
  }
}

function lineOf(condition: BoundCondition, outcome: boolean, { usedAt }: ReasonScope): Line {
  return { span: usedAt ?? condition.span, negated: !outcome };
}

/** The condition that a `bool` attribute is; null for other attributes and inside of attributes. */
function inlinedCondition(name: string | null, scope: ReasonScope): BoundCondition | null {
  if (name === null || scope.usedAt !== null) return null;
  const body = scope.attribute(name)?.body;
  return body?.kind === "condition" ? body.condition : null;
}

/** `any` is true, and `no` and `every` are false, because of a row; the other way round they say something of every row. */
function quantified(condition: BoundQuantifier, outcome: boolean, scope: ReasonScope): Claim {
  const { op, select, body } = condition;
  const line = lineOf(condition, outcome, scope);
  const opposite = () => quantified(condition, !outcome, scope);
  const exists = (op === "any") === outcome;
  const claim = claimOf(body, op === "every" ? !exists : exists, insideRows(scope, select.row));
  const rows = rowsOf(select, scope);
  if (!exists) return { kind: "every_row", rows, claim, line, opposite };
  const where: Claim = rows.where === null ? claim : { ...claim, kind: "all", claims: [rows.where, claim] };
  const term = rowCountTerm({ ...rows, where }, `${outcome} ${canonicalKey(condition, scope.names)}`);
  return { kind: "fact", term, domain: AT_LEAST_ONE, consequences: [], line, opposite };
}

const AT_LEAST_ONE: Domain = { values: span(1, Number.POSITIVE_INFINITY), missing: false };

/** The number of the rows that make a quantifier what it is. */
function rowCountTerm(rows: Rows, key: string): Term {
  const universe = { values: span(0, Math.min(ROW_CAP, rows.last ?? ROW_CAP)), missing: false };
  return withoutRows({ key: `rows ${key}`, universe, value: null, measure: { kind: COUNT, rows } });
}
