import type { IToken } from "chevrotain";
import type { PatternLiteral } from "../ast/conditions.ts";
import { node } from "../ast/node.ts";
import type { Fix, TextEdit } from "../diagnostics/diagnostic.ts";
import type { PatternFix } from "../regex/pattern-cursor.ts";
import { readPattern } from "../regex/read-pattern.ts";
import { readString } from "../source/string-literal.ts";
import { quoteToken } from "./expected.ts";
import { endOf, spanOf } from "./lex.ts";
import type { Reporter } from "./reporter.ts";
import * as t from "./tokens.ts";

/** The pattern behind `matches`; null where something about it was reported that makes it none. */
export function readPatternToken(token: IToken, ignoringCase: boolean, reporter: Reporter): PatternLiteral | null {
  const span = spanOf(token, reporter.file);
  if (token.tokenType === t.Text) {
    const { value } = readString(token.image);
    const text = `/${value.replace(/\//g, "\\/")}/`;
    const isOneLine = !/[\r\n]/.test(value);
    const fixes = isOneLine ? [{ title: `write \`${text}\``, edits: [{ span, text }] }] : [];
    reporter.report("TC0040", span, { found: quoteToken(token) }, { fixes });
    return null;
  }
  if (token.tokenType === t.OpenRegex) {
    const end = reporter.span(span.end, span.end);
    reporter.report("TC0041", span, {}, { fixes: [{ title: "close the pattern", edits: [{ span: end, text: "/" }] }] });
    return null;
  }
  const closing = token.image.lastIndexOf("/");
  const text = token.image.slice(1, closing);
  if (!takesFlags(token, token.image.slice(closing + 1), ignoringCase, reporter)) return null;
  const start = token.startOffset + 1;
  const { pattern, faults } = readPattern(text, { ignoringCase });
  for (const { code, start: from, end, params, fix } of faults) {
    const fixes = fix === null ? [] : [fixAt(fix, token, ignoringCase, reporter)];
    reporter.report(code, reporter.span(start + from, start + end), params, { fixes });
  }
  return pattern === null ? null : node({ kind: "pattern", text, span });
}

/** `/…/i` of other languages. */
function takesFlags(token: IToken, flags: string, ignoringCase: boolean, reporter: Reporter): boolean {
  if (flags === "") return true;
  const end = endOf(token);
  const span = reporter.span(end - flags.length, end);
  const fixes = flags === "i" ? [behind(span, ignoringCase, "write `ignoring case`")] : [];
  const what = "flags are not part of patterns; `ignoring case` follows the pattern";
  reporter.report("TC0046", span, { what }, { fixes });
  return false;
}

function behind(flags: TextEdit["span"], ignoringCase: boolean, title: string): Fix {
  return { title, edits: [{ span: flags, text: ignoringCase ? "" : " ignoring case" }] };
}

function fixAt({ title, edits, ignoringCase }: PatternFix, token: IToken, ignores: boolean, reporter: Reporter): Fix {
  const start = token.startOffset + 1;
  const own = edits.map((edit): TextEdit => ({
    span: reporter.span(start + edit.start, start + edit.end),
    text: edit.text,
  }));
  if (ignoringCase !== true || ignores) return { title, edits: own };
  return { title, edits: [...own, { span: reporter.span(endOf(token), endOf(token)), text: " ignoring case" }] };
}
