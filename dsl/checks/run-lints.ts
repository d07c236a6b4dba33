import type { LintContext } from "./lints/lint-context.ts";
import { mixedAndOr } from "./lints/mixed-and-or.ts";
import { missingBecause } from "./lints/missing-because.ts";
import { missingTests } from "./lints/missing-tests.ts";
import { unusedDeclarations } from "./lints/unused-declarations.ts";

const LINTS = [unusedDeclarations, missingBecause, missingTests, mixedAndOr] as const;

/** Everything that is legal and probably not meant. */
export function runLints(context: LintContext): void {
  for (const lint of LINTS) lint(context);
}
