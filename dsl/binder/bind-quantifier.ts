import type { QuantifierExpr } from "../ast/groups.ts";
import { diagnostic } from "../diagnostics/diagnostic.ts";
import { peersBy, sourceOfRowWord, sourceText } from "../types/row-words.ts";
import type { BoundQuantifier } from "./bound.ts";
import type { Scope } from "./scope.ts";

/** `any event as e last 25 { … }`; never inside another row, where counting says the same. */
export function bindQuantifier(expr: QuantifierExpr, scope: Scope): BoundQuantifier | null {
  if (scope.frames.length > 0) {
    reportNested(expr, scope);
    return null;
  }
  const bound = scope.env.parts.quantifierSelect(expr, scope);
  if (bound === null) return null;
  const body = scope.env.parts.block(expr.body, bound.rows);
  return body && { kind: "quantifier", op: expr.op, select: bound.select, body, span: expr.span };
}

function reportNested(expr: QuantifierExpr, scope: Scope): void {
  const text = countText(expr, scope);
  const fixes = text === null ? [] : [{ title: "count the rows", edits: [{ span: expr.span, text }] }];
  scope.report(diagnostic("TC0216", expr.row.span, { row: expr.row.text }, { fixes }));
}

/** `any ip { A }` says `count(ips where A) > 0`; null where that would not be a plain rewrite. */
function countText({ op, row, by, alias, last, within, body }: QuantifierExpr, scope: Scope): string | null {
  const source = by === null ? sourceOfRowWord(row.text) : peersBy(by.text);
  if (op === "every" || alias !== null || source === null || body.conditions.length === 0) return null;
  if (body.conditions.some(({ kind }) => kind === "group" || kind === "quantifier")) return null;
  const { text } = scope.env;
  const lines = body.conditions.map((line) =>
    line.kind === "logical" && line.op === "or" ? `(${text(line.span)})` : text(line.span),
  );
  const caps = `${last === null ? "" : ` last ${text(last.span)}`}${within === null ? "" : ` within ${text(within.span)}`}`;
  return `count(${sourceText(source)}${caps} where ${lines.join(" and ")}) ${op === "any" ? ">" : "=="} 0`;
}
