import type { LanguageAnswers } from "./language-answers.ts";
import { openModels, rangeOf, sync } from "./models.ts";
import type { monaco } from "./monaco.ts";

/** Where a name is declared, in whatever file. */
export function definitionProvider(port: LanguageAnswers): monaco.languages.DefinitionProvider {
  return {
    provideDefinition: async (model, position, token) => {
      const span = await port.definition(sync(model, port), model.getOffsetAt(position));
      if (span === null) return null;
      const target = (await openModels([span.file], port)).get(span.file);
      if (target === undefined || token.isCancellationRequested) return null;
      return { uri: target.uri, range: rangeOf(target, span.start, span.end) };
    },
  };
}
