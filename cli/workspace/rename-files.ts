import type { Diagnostic } from "../../dsl/diagnostics/index.ts";

/** The diagnostic with every place under another path. */
export function renameFiles(problem: Diagnostic, rename: (path: string) => string): Diagnostic {
  const moved = <T extends { readonly span: Diagnostic["span"] }>(placed: T): T => ({
    ...placed,
    span: { ...placed.span, file: rename(placed.span.file) },
  });
  return {
    ...moved(problem),
    secondary: problem.secondary.map(moved),
    fixes: problem.fixes.map((fix) => ({ ...fix, edits: fix.edits.map(moved) })),
  };
}
