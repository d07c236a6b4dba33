import type { Expr } from "../ast/expr.ts";
import type { ListLiteral } from "../ast/literals.ts";
import { printCondition, printExpr, unwrap, type PrintContext } from "./print-expression.ts";
import { endWithComma, INDENT, printLines, WIDTH } from "./print-lines.ts";

/**
 * A value that ends a line and began at column `column`. A list that is too long is filled line by line; one with
 * comments inside stands an element a line, so that each comment stays with its element.
 */
export function printValue(value: Expr, column: number, indent: string, context: PrintContext): string {
  const expr = unwrap(value);
  if (expr.kind !== "list_literal") return printCondition(expr, indent, context);
  if (context.cursor?.hasBefore(expr.span.end) === true) return printCommented(expr, indent, context);
  const flat = printExpr(expr, indent, context);
  if (column + flat.length <= WIDTH || expr.elements.length === 0) return flat;
  return [
    "[",
    ...fill(
      expr.elements.map((e) => printExpr(e, indent, context)),
      indent + INDENT,
    ),
    `${indent}]`,
  ].join("\n");
}

function printCommented(expr: ListLiteral, indent: string, context: PrintContext): string {
  const { cursor } = context;
  const inner = indent + INDENT;
  const items = expr.elements.map((element, i) => ({
    start: element.span.start,
    // the comma belongs to the element: a comment behind it is the element's
    end: endWithComma(element.span.end, context.source),
    print: () => `${printExpr(element, inner, context)}${i < expr.elements.length - 1 ? "," : ""}`,
  }));
  if (cursor === null) return printExpr(expr, indent, context);
  return [
    `[${cursor.behind(expr.span.start + 1)}`,
    ...printLines(items, expr.span.end, inner, cursor),
    `${indent}]`,
  ].join("\n");
}

function fill(elements: readonly string[], indent: string): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const [i, element] of elements.entries()) {
    const piece = i < elements.length - 1 ? `${element},` : element;
    if (line !== "" && indent.length + line.length + 1 + piece.length > WIDTH) {
      lines.push(indent + line);
      line = piece;
    } else line = line === "" ? piece : `${line} ${piece}`;
  }
  return [...lines, indent + line];
}
