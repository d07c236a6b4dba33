import type { LanguageAnswers } from "./language-answers.ts";
import { sync } from "./models.ts";
import { monaco } from "./monaco.ts";

/** Blocks and runs of comments that can be folded away. */
export function foldingProvider(port: LanguageAnswers): monaco.languages.FoldingRangeProvider {
  return {
    provideFoldingRanges: async (model) =>
      (await port.foldingRanges(sync(model, port))).map(({ startLine, endLine, kind }) => ({
        start: startLine,
        end: endLine,
        ...(kind === "comment" ? { kind: monaco.languages.FoldingRangeKind.Comment } : {}),
      })),
  };
}
