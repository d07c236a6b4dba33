import type { Diagnostic } from "../../dsl/language-service/index.ts";
import { pathOf, rangeOf } from "./models.ts";
import { monaco } from "./monaco.ts";

/** The fixes of the problems at the caret. */
export function codeActionProvider(problems: () => readonly Diagnostic[]): monaco.languages.CodeActionProvider {
  return {
    provideCodeActions: (model, range) => {
      const here = problems().filter(
        ({ span }) =>
          span.file === pathOf(model) &&
          monaco.Range.areIntersectingOrTouching(rangeOf(model, span.start, span.end), range),
      );
      return { actions: here.flatMap((problem) => actionsOf(model, problem)), dispose: () => undefined };
    },
  };
}

function actionsOf(model: monaco.editor.ITextModel, { fixes }: Diagnostic): readonly monaco.languages.CodeAction[] {
  return fixes.map((fix, index) => ({
    title: fix.title,
    kind: "quickfix",
    isPreferred: index === 0,
    edit: {
      edits: fix.edits.map(({ span, text }) => ({
        resource: model.uri,
        versionId: model.getVersionId(),
        textEdit: { range: rangeOf(model, span.start, span.end), text },
      })),
    },
  }));
}
