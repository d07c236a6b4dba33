import type { LanguageAnswers } from "./language-answers.ts";
import { openModels, rangeOf, sync } from "./models.ts";
import type { monaco } from "./monaco.ts";

/** Every use of a name, in all files of the pack. */
export function referenceProvider(port: LanguageAnswers): monaco.languages.ReferenceProvider {
  return {
    provideReferences: async (model, position, _context, token) => {
      const spans = await port.references(sync(model, port), model.getOffsetAt(position));
      const models = await openModels(
        spans.map(({ file }) => file),
        port,
      );
      if (token.isCancellationRequested) return [];
      return spans.flatMap(({ file, start, end }) => {
        const target = models.get(file);
        return target === undefined ? [] : [{ uri: target.uri, range: rangeOf(target, start, end) }];
      });
    },
  };
}
