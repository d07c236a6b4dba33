import type { LanguageAnswers } from "./language-answers.ts";
import { sync } from "./models.ts";
import { monaco } from "./monaco.ts";

const { InlayHintKind } = monaco.languages;

/** Units, values of constants and names of parameters, beside the text. */
export function inlayHintsProvider(port: LanguageAnswers): monaco.languages.InlayHintsProvider {
  return {
    provideInlayHints: async (model, range, token) => {
      const hints = await port.inlayHints(sync(model, port));
      if (token.isCancellationRequested) return null;
      const placed = hints.map(({ offset, text, kind }) => ({
        label: text,
        position: model.getPositionAt(offset),
        kind: kind === "parameter" ? InlayHintKind.Parameter : InlayHintKind.Type,
        ...(kind === "parameter" ? { paddingRight: true } : { paddingLeft: true }),
      }));
      return { hints: placed.filter(({ position }) => range.containsPosition(position)), dispose: () => undefined };
    },
  };
}
