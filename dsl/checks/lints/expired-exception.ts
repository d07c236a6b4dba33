import type { ExceptClause } from "../../ast/declaration.ts";
import type { Span } from "../../ast/node.ts";
import { endOfException } from "../../binder/bind-rule.ts";
import { diagnostic, type Fix } from "../../diagnostics/diagnostic.ts";
import type { PackLintContext } from "./pack-lint-context.ts";

/** `except until` a day that is over: it leaves out nobody any more. */
export function expiredException({ symbols, at, text, report }: PackLintContext): void {
  if (at === null) return;
  for (const { id, exceptions } of symbols.rules.values()) {
    for (const clause of exceptions) {
      if (clause.until === null || at < endOfException(clause.until)) continue;
      const ended = { rule: id.text, day: text(clause.until.span) };
      report(diagnostic("TC0621", clause.until.span, ended, { fixes: [removal(clause, text)] }));
    }
  }
}

/** Not safe: questions about a moment before the end, and tests of it, would be answered otherwise. */
function removal({ span }: ExceptClause, text: (span: Span) => string): Fix {
  const start = text({ ...span, start: 0, end: span.start }).trimEnd().length;
  // what is said behind the closing brace is said about it
  const [comment = ""] = /^[ \t]*#[^\r\n]*/.exec(text({ ...span, start: span.end, end: span.end + 2_000 })) ?? [];
  return {
    title: "remove the exception",
    edits: [{ span: { ...span, start, end: span.end + comment.length }, text: "" }],
  };
}
