import type { RuleDecl, SourceFile } from "../ast/declaration.ts";
import { RULE_ID } from "../binder/naming.ts";
import { diagnostic, type Diagnostic } from "../diagnostics/diagnostic.ts";
import type { PackFile } from "./check-pack.ts";

/** Where the files of a pack stand that is laid over the built-in one. */
export const USER_ROOT = "user/";

/** What the layer of a file decides. */
export interface Layers {
  /** The folder that paths to list files start from, empty or ending with `/`. */
  readonly rootOf: (file: string) => string;
  /** Null for the file of a pack that stands alone. */
  readonly builtin: (file: string) => boolean | null;
}

/** The built-in pack and what is laid over it; a pack whose files do not say where they belong stands alone. */
export function layersOf(files: readonly PackFile[]): Layers {
  const flags = new Map(files.map(({ path, builtin }) => [path, builtin ?? null]));
  const builtin = (file: string) => flags.get(file) ?? null;
  return { builtin, rootOf: (file) => (builtin(file) === false && file.startsWith(USER_ROOT) ? USER_ROOT : "") };
}

/** Ids with `X` belong to users, all others to the built-in pack: neither can take a name from the other. */
export function checkLayers(
  files: readonly SourceFile[],
  layers: Layers,
  report: (diagnostic: Diagnostic) => void,
): void {
  for (const { declarations, span } of files) {
    const builtin = layers.builtin(span.file);
    if (builtin === null) continue;
    for (const { id } of declarations.filter((each): each is RuleDecl => each.kind === "rule")) {
      // a badly formed id is one mistake, not two
      if (RULE_ID.test(id.text) && id.text.startsWith("X") === builtin) {
        report(diagnostic("TC0517", id.span, { rule: id.text, builtin }));
      }
    }
  }
}
