import { OPPOSITE } from "../../dsl/ast/conditions.ts";
import { typeText } from "../../dsl/types/type-text.ts";
import type { Expr, TextTestExpr } from "../plan/expr.ts";
import { blameOf } from "./blame-of.ts";
import type { Change } from "./change-search.ts";
import type { Leaf } from "./explanation.ts";
import { type Explaining, keptBy, type Mention, mentioned, rowPlace } from "./explaining.ts";
import type { SourceRow } from "./row.ts";
import { numberOf, shownValue, type ShownValue, truthOf, type Value } from "./value.ts";

/** A leaf in the words of its rule: what it is about, what that is, and what it would have to be. */
export function leafOf({ expr, row, wanted }: Change, explaining: Explaining): Leaf {
  const { interpreter, excerpt } = explaining;
  const subject = subjectOf(expr);
  const value = interpreter.value(expr, row);
  return {
    ...excerpt(expr),
    row: row === null ? null : rowPlace(row),
    subject: excerpt(subject).text,
    actual: actualOf(expr, subject, row, explaining),
    type: actualType(expr, subject),
    truth: truthOf(value),
    needed: neededOf(expr, row, wanted, explaining),
    blame: value === null ? blameOf(expr, row, explaining) : [],
  };
}

/** The part of a condition whose value one asks first. */
function subjectOf(expr: Expr): Expr {
  switch (expr.kind) {
    case "compare":
    case "overlaps":
      return expr.left;
    case "share":
      return expr.kept;
    case "in_list":
    case "is":
    case "is_new":
      return expr.operand;
    case "text_test":
    case "matches":
      return expr.subject;
    default:
      return expr;
  }
}

function isOverRows(expr: Expr): expr is Mention {
  return expr.kind === "aggregate" && expr.type.kind === "bool";
}

function actualType(expr: Expr, subject: Expr): string {
  if (isOverRows(expr)) return "rows";
  if (expr.kind === "share") return "share";
  return expr.kind === "before" ? "time" : typeText(subject.type);
}

/** Of a condition over rows the number of rows that fulfil it, of a share both numbers. */
function actualOf(expr: Expr, subject: Expr, row: SourceRow | null, explaining: Explaining): ShownValue {
  const { interpreter } = explaining;
  if (expr.kind === "before") return new Date(interpreter.asOf).toISOString();
  if (expr.kind === "share") {
    return `${numberOf(interpreter.value(expr.kept, row))} of ${numberOf(interpreter.value(expr.all, row))}`;
  }
  if (!isOverRows(expr)) return shownValue(interpreter.value(subject, row), subject.type);
  const { value, fn } = mentioned(expr, explaining);
  if (value === null || (fn !== "any" && fn !== "every")) return shownValue(interpreter.value(expr, row), expr.type);
  return keptBy(expr, row, explaining).filter((each) => interpreter.value(value, each) === true).length;
}

function neededOf(expr: Expr, row: SourceRow | null, wanted: boolean, explaining: Explaining): string {
  const negation = wanted ? "" : "not ";
  switch (expr.kind) {
    case "compare":
      return `${wanted ? expr.op : OPPOSITE[expr.op]} ${operandText(expr.right, row, explaining)}`;
    case "share":
      return `${wanted ? expr.op : OPPOSITE[expr.op]} ${expr.percent}%`;
    case "in_list":
      return `${negation}in ${operandText(expr.list, row, explaining)}`;
    case "overlaps":
      return `${negation}overlapping ${operandText(expr.right, row, explaining)}`;
    case "text_test":
      return `${negation}${testWords(expr)} ${operandText(expr.needle, row, explaining)}${expr.ignoringCase ? " ignoring case" : ""}`;
    case "before":
      return `${wanted ? "before" : "at or after"} ${new Date(expr.moment).toISOString()}`;
    case "matches":
      return `${negation}matching /${expr.pattern}/${expr.ignoringCase ? " ignoring case" : ""}`;
    case "is":
      return expr.present === wanted ? "present" : "missing";
    case "is_new":
      return wanted ? "new" : "not new";
    case "aggregate":
      return isOverRows(expr) ? rowsNeeded(expr, wanted, explaining) : String(wanted);
    default:
      return String(wanted);
  }
}

function testWords({ op, anyOf }: TextTestExpr): string {
  const words = { contains: "containing", starts_with: "starting with", ends_with: "ending with" }[op];
  return anyOf ? `${words} any of` : words;
}

/** `any` that must be true has no row at all: with one, the leaves would lie in that row. */
function rowsNeeded(expr: Mention, wanted: boolean, explaining: Explaining): string {
  const { fn } = mentioned(expr, explaining);
  if (fn === "sequence") return wanted ? "all its steps" : "no such sequence";
  if (fn === "any") return wanted ? "at least 1 row" : "no row";
  return wanted ? "every row" : "a row that does not";
}

/** As written, with its value where that says more. */
function operandText(expr: Expr, row: SourceRow | null, { interpreter, excerpt }: Explaining): string {
  const { text } = excerpt(expr);
  if (expr.kind === "list_ref" || expr.kind === "list_literal") return text;
  const shown = plainText(shownValue(interpreter.value(expr, row), expr.type), interpreter.value(expr, row));
  if (expr.kind === "literal") return text === "" || text === shown ? shown : literalText(text, shown);
  return `${text} (${shown})`;
}

/** A constant by its name, with what it stands for; a literal as it is written. */
function literalText(text: string, shown: string): string {
  return /^[A-Z][A-Z0-9_]{2,}$/.test(text) ? `${text} (${shown})` : text;
}

function plainText(shown: ShownValue, value: Value): string {
  if (value === null) return "missing";
  if (typeof shown !== "object" || shown === null) return String(shown);
  return `[${shown.list.join(", ")}${shown.more > 0 ? `, … ${shown.more} more` : ""}]`;
}
