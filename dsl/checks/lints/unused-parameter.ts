import type { CallExpr } from "../../ast/access.ts";
import type { DefineDecl } from "../../ast/declaration.ts";
import { declarationExprs } from "../../ast/expr-children.ts";
import type { Span } from "../../ast/node.ts";
import { mentionsName, walkExprs } from "../../ast/walk-exprs.ts";
import { diagnostic, type Fix } from "../../diagnostics/diagnostic.ts";
import type { PackLintContext } from "./pack-lint-context.ts";

/** A parameter that the body of its `define` does not ask about. */
export function unusedParameter({ sources, text, report }: PackLintContext): void {
  const declarations = sources.flatMap((file) => file.declarations);
  const calls = [...walkExprs(declarations.flatMap(declarationExprs))].filter((expr) => expr.kind === "call");
  for (const define of declarations) {
    if (define.kind !== "define") continue;
    for (const [place, { name, span }] of define.params.entries()) {
      if (mentionsName(define.body.conditions, name.text)) continue;
      const fixes = removal(define, place, calls, text);
      report(diagnostic("TC0622", span, { define: define.name.text, parameter: name.text }, { fixes }));
    }
  }
}

/** With the argument of every use. A fix stays in one file, and takes no comment along. */
function removal(
  { name, params, span }: DefineDecl,
  place: number,
  calls: readonly CallExpr[],
  text: (span: Span) => string,
): readonly Fix[] {
  const uses = calls.filter(({ callee }) => callee.text === name.text);
  const spans = [params, ...uses.map(({ args }) => args)].map((items) => withComma(items, place));
  if (spans.some((each) => each.file !== span.file || text(each).includes("#"))) return [];
  return [{ title: "remove it and its arguments", edits: spans.map((each) => ({ span: each, text: "" })), safe: true }];
}

/** An element of a list and the comma that it no longer needs. */
function withComma(items: readonly { readonly span: Span }[], place: number): Span {
  const [item, before, after] = [items[place], items[place - 1], items[place + 1]];
  if (item === undefined) throw new Error("a call without an argument for a parameter is an error");
  if (before !== undefined) return { ...item.span, start: before.span.end };
  return after === undefined ? item.span : { ...item.span, end: after.span.start };
}
