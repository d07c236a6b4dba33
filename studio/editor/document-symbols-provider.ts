import type { DocumentSymbol } from "../../dsl/language-service/index.ts";
import type { LanguageAnswers } from "./language-answers.ts";
import { rangeOf, sync } from "./models.ts";
import { monaco } from "./monaco.ts";

const { SymbolKind } = monaco.languages;

const KINDS: Readonly<Record<DocumentSymbol["kind"], monaco.languages.SymbolKind>> = {
  attribute: SymbolKind.Variable,
  const: SymbolKind.Constant,
  define: SymbolKind.Method,
  extend: SymbolKind.Array,
  fixture: SymbolKind.Struct,
  list: SymbolKind.Array,
  map: SymbolKind.Object,
  override: SymbolKind.Constant,
  preset: SymbolKind.Package,
  rule: SymbolKind.Event,
  test: SymbolKind.Property,
};

/** The outline of a file. */
export function documentSymbolsProvider(port: LanguageAnswers): monaco.languages.DocumentSymbolProvider {
  return {
    provideDocumentSymbols: async (model) =>
      (await port.documentSymbols(sync(model, port))).map(({ name, detail, kind, span, selection }) => ({
        name,
        detail,
        kind: KINDS[kind],
        tags: [],
        range: rangeOf(model, span.start, span.end),
        selectionRange: rangeOf(model, selection.start, selection.end),
      })),
  };
}
