import { pathOf, rangeOf, uriOf } from "./models.ts";
import { monaco } from "./monaco.ts";
import type { LanguageAnswers } from "./register-tocsin.ts";

/** Where a name is declared, as far as the file is open in the editor. */
export function definitionProvider(port: LanguageAnswers): monaco.languages.DefinitionProvider {
  return {
    provideDefinition: async (model, position, token) => {
      const span = await port.definition(pathOf(model), model.getOffsetAt(position));
      if (span === null || token.isCancellationRequested) return null;
      const target = monaco.editor.getModel(uriOf(span.file));
      return target === null ? null : { uri: target.uri, range: rangeOf(target, span.start, span.end) };
    },
  };
}
