import type { Expr } from "../ast/expr.ts";
import type { Fix, TextEdit } from "../diagnostics/diagnostic.ts";
import { readAddress, readNetwork } from "../source/address-literal.ts";
import { readTime } from "../source/time-literal.ts";
import { enumMembers } from "../types/field-type.ts";
import type { Type } from "../types/type.ts";

const DAY_MS = 86_400_000;

/**
 * Repairs of a literal that is written as another type than the value beside it: text in quotes that is a number, an
 * address or a member of an enumeration, days written as a span of time. None where the text is none of that type.
 */
export function mismatchFixes(expr: Expr, wanted: Type): readonly Fix[] {
  const edits =
    expr.kind === "list_literal" ? expr.elements.map((each) => editOf(each, wanted)) : [editOf(expr, wanted)];
  const present = edits.filter((edit) => edit !== null);
  if (present.length === 0 || present.length < edits.length) return [];
  const title = present.length === 1 ? `write \`${present[0]?.text ?? ""}\`` : "without quotes";
  return [{ title, edits: present }];
}

function editOf(expr: Expr, wanted: Type): TextEdit | null {
  const bare = bareText(expr, wanted);
  return bare === null ? null : { span: expr.span, text: bare };
}

function bareText(expr: Expr, wanted: Type): string | null {
  if (wanted.kind === "list") return bareText(expr, wanted.element);
  if (expr.kind === "duration_literal" && wanted.kind === "int")
    return expr.value % DAY_MS === 0 ? String(expr.value / DAY_MS) : null;
  if (expr.kind === "int_literal" && wanted.kind === "string") return `"${expr.value}"`;
  if (expr.kind !== "string_literal") return null;
  const { value } = expr;
  switch (wanted.kind) {
    case "int":
      return /^(?:0|[1-9]\d{0,14})$/.test(value) ? value : null;
    case "bool":
      return value === "true" || value === "false" ? value : null;
    case "enum":
      return enumMembers(wanted.name).includes(value) ? value : null;
    case "time":
      return readTime(value).ok ? value : null;
    case "ip":
    case "cidr":
      return readAddress(value).ok || readNetwork(value).ok ? value : null;
    default:
      return null;
  }
}
