import type { ExceptClause, RuleDecl } from "../ast/declaration.ts";
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
  // the last day belongs to the exception
  const lasting: BoundCondition = { kind: "before", moment: until.value + DAY_MS, span: until.span };
  return joinConditions("and", [lasting, condition], span);
}
