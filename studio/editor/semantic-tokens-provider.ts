import { TOKEN_KINDS, type TokenKind } from "../../dsl/language-service/index.ts";
import type { LanguageAnswers } from "./language-answers.ts";
import { sync } from "./models.ts";
import type { monaco } from "./monaco.ts";

/** What each kind is coloured as; the names are those of the themes. */
const COLOURS: Readonly<Record<TokenKind, string>> = {
  attribute: "identifier",
  constant: "constant",
  define: "function",
  field: "variable.field",
  function: "function",
  list: "type",
  local: "variable.source",
  map: "type",
  member: "constant",
  preset: "type.rule",
  rule: "type.rule",
  unknown: "comment",
};

/** Colours of names by what they turn out to be. */
export function semanticTokensProvider(port: LanguageAnswers): monaco.languages.DocumentSemanticTokensProvider {
  return {
    getLegend: () => ({ tokenTypes: TOKEN_KINDS.map((kind) => COLOURS[kind]), tokenModifiers: [] }),
    provideDocumentSemanticTokens: async (model, _lastResultId, token) => {
      const tokens = await port.semanticTokens(sync(model, port));
      if (token.isCancellationRequested) return null;
      let line = 1;
      let column = 1;
      const data = tokens.flatMap(({ span, kind }) => {
        const at = model.getPositionAt(span.start);
        const lines = at.lineNumber - line;
        const columns = lines === 0 ? at.column - column : at.column - 1;
        line = at.lineNumber;
        column = at.column;
        return [lines, columns, span.end - span.start, TOKEN_KINDS.indexOf(kind), 0];
      });
      return { data: Uint32Array.from(data) };
    },
    releaseDocumentSemanticTokens: () => undefined,
  };
}
