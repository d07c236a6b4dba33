import type { Declaration, SourceFile } from "../ast/declaration.ts";
import type { Expr } from "../ast/expr.ts";
import { declarationExprs, exprChildren } from "../ast/expr-children.ts";
import type { Span } from "../ast/node.ts";
import type { Symbols } from "../binder/symbols.ts";
import { unitOf } from "./unit-of.ts";

/** Something a reader would look up, shown beside the text. */
export interface InlayHint {
  /** Where it stands, in UTF-16 units. */
  readonly offset: number;
  readonly text: string;
  /** `unit` and `value` follow the word, `parameter` goes before its argument. */
  readonly kind: "unit" | "value" | "parameter";
}

export interface InlayHintsInput {
  readonly file: SourceFile;
  readonly symbols: Symbols;
  readonly textOf: (span: Span) => string;
}

/** Units of compared numbers, values of constants, and names of the parameters of a define; by place. */
export function inlayHints({ file, symbols, textOf }: InlayHintsInput): readonly InlayHint[] {
  const hints: InlayHint[] = [];
  const open: Expr[] = file.declarations.flatMap(conditionsOf);
  for (let expr = open.pop(); expr !== undefined; expr = open.pop()) {
    hints.push(...hintsOf(expr, symbols, textOf));
    open.push(...exprChildren(expr));
  }
  return hints.toSorted((a, b) => a.offset - b.offset);
}

/** Metadata holds no values to explain; neither do weights, or the described users of tests. */
function conditionsOf(declaration: Declaration): readonly Expr[] {
  switch (declaration.kind) {
    case "rule":
      return [
        ...(declaration.when?.conditions ?? []),
        ...declaration.exceptions.flatMap(({ block }) => block.conditions),
      ];
    case "test":
      return declaration.expectations.flatMap((each) => (each.kind === "expect_condition" ? [each.condition] : []));
    case "preset":
    case "fixture":
      return [];
    default:
      return declarationExprs(declaration);
  }
}

function hintsOf(expr: Expr, symbols: Symbols, textOf: (span: Span) => string): readonly InlayHint[] {
  switch (expr.kind) {
    case "name": {
      const declaration = symbols.named.get(expr.name);
      if (declaration?.kind !== "const") return [];
      const { value } = symbols.overrides.get(expr.name) ?? declaration;
      return [{ offset: expr.span.end, text: `= ${textOf(value.span)}`, kind: "value" }];
    }
    case "call": {
      const declaration = symbols.named.get(expr.callee.text);
      if (declaration?.kind !== "define") return [];
      return declaration.params.flatMap(({ name }, index) => {
        const arg = expr.args[index];
        return arg === undefined ? [] : [{ offset: arg.span.start, text: `${name.text}:`, kind: "parameter" as const }];
      });
    }
    case "compare":
      return [...unitBehind(expr.right, expr.left, symbols), ...unitBehind(expr.left, expr.right, symbols)];
    case "in":
      return expr.haystack.kind === "range" ? unitBehind(expr.haystack.high, expr.operand, symbols) : [];
    default:
      return [];
  }
}

/** The unit of a bare number is that of what it is compared with. */
function unitBehind(number: Expr, other: Expr, symbols: Symbols): readonly InlayHint[] {
  if (number.kind !== "int_literal") return [];
  const unit = unitOf(other, symbols);
  return unit === null ? [] : [{ offset: number.span.end, text: unit, kind: "unit" }];
}
