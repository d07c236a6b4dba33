import type { ExtendDecl, OverrideDecl } from "../ast/declaration.ts";
import type { Span } from "../ast/node.ts";
import { suggestionFix } from "../binder/suggestion-fix.ts";
import type { Symbols } from "../binder/symbols.ts";
import { diagnostic, type Diagnostic } from "../diagnostics/diagnostic.ts";
import { createSuggester, type Suggester } from "../diagnostics/suggest.ts";
import type { Layers } from "./layers.ts";

/** Whether a laid-over pack changes what the built-in one declares. */
export function isChanged(symbols: Symbols, layers: Layers): boolean {
  return changesOf(symbols).some(({ span }) => layers.builtin(span.file) === false);
}

/** `extend list` and `override const` stand in a pack that is laid over the built-in one, and name what that declares. */
export function checkChanges(symbols: Symbols, layers: Layers, report: (diagnostic: Diagnostic) => void): void {
  const suggest = createSuggester();
  for (const change of changesOf(symbols)) {
    const found = problemOf(change, symbols, layers, suggest);
    if (found !== null) report(found);
  }
}

function changesOf({ extensions, overrides }: Symbols): readonly (ExtendDecl | OverrideDecl)[] {
  return [...[...extensions.values()].flat(), ...overrides.values()];
}

const WORDS = { extend: "extend list", override: "override const" } as const;
const KINDS = { extend: "list", override: "const" } as const;
const NOUNS = { list: "list", const: "constant" } as const;

function problemOf(
  change: ExtendDecl | OverrideDecl,
  { named }: Symbols,
  layers: Layers,
  suggest: Suggester,
): Diagnostic | null {
  const { name, span } = change;
  if (name.text === "") return null;
  const kind = KINDS[change.kind];
  const builtin = layers.builtin(span.file);
  if (builtin !== false) {
    const head = { ...span, end: span.start + WORDS[change.kind].length };
    return diagnostic("TC0520", head, { what: WORDS[change.kind], kind: NOUNS[kind], alone: builtin === null });
  }
  const declared = named.get(name.text);
  if (declared === undefined) {
    const suggestion = suggest(name.text, () =>
      [...named.values()]
        .filter((other) => other.kind === kind && layers.builtin(other.span.file) === true)
        .map((other) => other.name.text),
    );
    const fixes = suggestionFix(name.span, suggestion);
    return diagnostic("TC0521", name.span, { name: name.text, kind: NOUNS[kind], suggestion }, { fixes });
  }
  const secondary = [{ span: declared.name.span, message: "declared here" }];
  if (declared.kind !== kind) {
    const wanted = kind === "list" ? "a list that can be extended" : "a constant that can be overridden";
    const found = declared.kind === "const" ? NOUNS.const : declared.kind;
    return diagnostic("TC0111", name.span, { name: name.text, kind: found, wanted }, { secondary });
  }
  if (layers.builtin(declared.span.file) === true) return null;
  // the list says so itself: nothing in a pack adds to it
  if (declared.kind === "list" && declared.value.kind === "list_runtime") return null;
  return diagnostic("TC0524", name.span, { name: name.text, kind: NOUNS[kind] }, { secondary });
}

/**
 * A mistake that a change makes in the built-in pack is told at the change: that is what its author wrote, and a check of
 * a laid-over pack shows no other file.
 */
export function blameChange(
  found: Diagnostic,
  { overrides, extensions }: Symbols,
  layers: Layers,
  text: (span: Span) => string,
): Diagnostic {
  if (found.severity !== "error" || layers.builtin(found.span.file) !== true) return found;
  const names = text(found.span).match(/\w+/g) ?? [];
  const [change] = names.flatMap((name) => overrides.get(name) ?? extensions.get(name)?.at(-1) ?? []);
  if (change === undefined) return found;
  const secondary = [{ span: found.span, message: "not possible here" }, ...found.secondary];
  return { ...found, span: change.value.span, secondary, fixes: [] };
}
