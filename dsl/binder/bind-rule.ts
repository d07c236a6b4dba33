import type { ExceptClause, RuleDecl } from "../ast/declaration.ts";
import type { TimeLiteral } from "../ast/literals.ts";
import { bindMetadata } from "./bind-metadata.ts";
import type { BoundCondition, BoundRule } from "./bound.ts";
import { joinConditions } from "./join-conditions.ts";
import type { Scope } from "./scope.ts";

/** A rule with its checked conditions; `except` is a scope of its own. */
export function bindRule(declaration: RuleDecl, scope: Scope): BoundRule | null {
  const { id, title, span } = declaration;
  const metadata = bindMetadata(declaration.metadata, scope);
  const when = declaration.when === null ? null : scope.env.parts.block(declaration.when, scope);
  const exceptions = declaration.exceptions.map((clause) => bindException(clause, scope));
  const bound = exceptions.filter((exception) => exception !== null);
  if (when === null || bound.length < exceptions.length) return null;
  const [first] = declaration.exceptions;
  const except = first === undefined ? null : joinConditions("or", bound, first.span);
  return { id: id.text, title, metadata, when, except, span };
}

const DAY_MS = 86_400_000;

function bindException({ until, block, span }: ExceptClause, scope: Scope): BoundCondition | null {
  const condition = scope.env.parts.block(block, scope);
  if (condition === null || until === null) return condition;
  const lasting: BoundCondition = { kind: "before", moment: endOfException(until), span: until.span };
  return joinConditions("and", [lasting, condition], span);
}

/** The first moment after an exception that lasts until a day: the day still belongs to it. */
export function endOfException(until: TimeLiteral): number {
  return until.value + DAY_MS;
}
