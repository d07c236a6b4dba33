import type { Completion, CompletionKind } from "../../dsl/language-service/index.ts";
import type { LanguageAnswers } from "./language-answers.ts";
import { rangeOf, sync } from "./models.ts";
import { monaco } from "./monaco.ts";

const { CompletionItemKind } = monaco.languages;

const KINDS: Readonly<Record<CompletionKind, monaco.languages.CompletionItemKind>> = {
  attribute: CompletionItemKind.Variable,
  constant: CompletionItemKind.Constant,
  define: CompletionItemKind.Method,
  fixture: CompletionItemKind.Struct,
  field: CompletionItemKind.Field,
  function: CompletionItemKind.Function,
  keyword: CompletionItemKind.Keyword,
  list: CompletionItemKind.Struct,
  map: CompletionItemKind.Struct,
  member: CompletionItemKind.EnumMember,
  row: CompletionItemKind.Reference,
  rule: CompletionItemKind.Event,
  source: CompletionItemKind.Module,
};

/** What may stand at the caret, with type and documentation. */
export function completionProvider(port: LanguageAnswers): monaco.languages.CompletionItemProvider {
  return {
    triggerCharacters: ["."],
    provideCompletionItems: async (model, position, _context, token) => {
      const path = sync(model, port);
      const found = await port.completions(path, model.getOffsetAt(position));
      if (token.isCancellationRequested) return null;
      return { suggestions: found.map((completion, rank) => itemOf(model, completion, rank)) };
    },
  };
}

function itemOf(
  model: monaco.editor.ITextModel,
  completion: Completion,
  rank: number,
): monaco.languages.CompletionItem {
  const { label, kind, detail, doc, insert, replace } = completion;
  return {
    label: { label, description: detail },
    kind: KINDS[kind],
    insertText: insert,
    range: rangeOf(model, replace.start, replace.end),
    filterText: insert,
    detail,
    documentation: { value: doc },
    // The service's order is by fitness; Monaco sorts by text.
    sortText: String(rank).padStart(5, "0"),
  };
}
