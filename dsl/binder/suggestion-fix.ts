import type { Span } from "../ast/node.ts";
import type { Fix } from "../diagnostics/diagnostic.ts";

/** The repair behind a "did you mean". */
export function suggestionFix(span: Span, suggestion: string | null): readonly Fix[] {
  return suggestion === null ? [] : [{ title: `write \`${suggestion}\``, edits: [{ span, text: suggestion }] }];
}
