import type { Diagnostic, Fix } from "../diagnostics/diagnostic.ts";

/** A repair that an editor offers at a place. */
export interface CodeAction extends Fix {
  /** The problem that it mends. */
  readonly problem: Diagnostic;
  /** The first fix of a problem is the likeliest. */
  readonly preferred: boolean;
}

/** The fixes of the problems that touch the range; those of the innermost problem first. */
export function codeActionsIn(problems: readonly Diagnostic[], start: number, end: number): readonly CodeAction[] {
  return problems
    .filter(({ span }) => span.start <= end && start <= span.end)
    .toSorted((a, b) => a.span.end - a.span.start - (b.span.end - b.span.start))
    .flatMap((problem) => problem.fixes.map((fix, index) => ({ ...fix, problem, preferred: index === 0 })));
}
