import type { SourceFile } from "../../ast/declaration.ts";
import type { Symbols } from "../../binder/symbols.ts";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";

/** What every lint may look at. */
export interface LintContext {
  readonly sources: readonly SourceFile[];
  readonly symbols: Symbols;
  readonly usedNames: ReadonlySet<string>;
  /** There are errors: what depends on everything being understood stays silent. */
  readonly broken: boolean;
  readonly report: (diagnostic: Diagnostic) => void;
}
