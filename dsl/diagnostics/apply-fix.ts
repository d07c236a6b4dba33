import type { Fix } from "./diagnostic.ts";

/** The text of the one file a fix touches, with its edits applied. */
export function applyFix(text: string, fix: Fix): string {
  const edits = fix.edits.toSorted((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  let result = "";
  let at = 0;
  for (const { span, text: replacement } of edits) {
    result += text.slice(at, span.start) + replacement;
    at = span.end;
  }
  return result + text.slice(at);
}
