import type { LanguageAnswers } from "./language-answers.ts";
import { sync } from "./models.ts";
import type { monaco } from "./monaco.ts";

/** The canonical form of the whole file; a file with syntax errors stays as it is. */
export function formattingProvider(port: LanguageAnswers): monaco.languages.DocumentFormattingEditProvider {
  return {
    provideDocumentFormattingEdits: async (model, _options, token) => {
      const path = sync(model, port);
      const text = await port.format(path);
      if (text === null || text === model.getValue() || token.isCancellationRequested) return [];
      return [{ range: model.getFullModelRange(), text }];
    },
  };
}
