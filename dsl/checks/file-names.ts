import type { RuleDecl, SourceFile } from "../ast/declaration.ts";
import { diagnostic, type Diagnostic } from "../diagnostics/diagnostic.ts";
import { RULE_ID } from "../binder/naming.ts";

/** One rule a file, and its id at the start of the file's name: `rules/ip/I01_tor.tocsin` holds `I01`. */
export function checkFileNames(files: readonly SourceFile[], report: (diagnostic: Diagnostic) => void): void {
  for (const { declarations, span } of files) {
    const [first, ...others] = declarations.filter(
      (declaration): declaration is RuleDecl => declaration.kind === "rule",
    );
    if (first === undefined) continue;
    for (const other of others) {
      const secondary = [{ span: first.id.span, message: "the first rule of the file" }];
      report(diagnostic("TC0502", other.id.span, { first: first.id.text }, { secondary }));
    }
    const name = span.file.split("/").at(-1) ?? span.file;
    const id = /^([^_.]*)/.exec(name)?.[1];
    // a badly formed id is one mistake, not two
    if (RULE_ID.test(first.id.text) && id !== first.id.text) {
      report(diagnostic("TC0501", first.id.span, { rule: first.id.text, file: name }));
    }
  }
}
