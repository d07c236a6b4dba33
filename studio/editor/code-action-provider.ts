import type { CodeAction } from "../../dsl/language-service/index.ts";
import type { LanguageAnswers } from "./language-answers.ts";
import { rangeOf, sync } from "./models.ts";
import type { monaco } from "./monaco.ts";

/** The fixes of the problems at the caret. */
export function codeActionProvider(port: LanguageAnswers): monaco.languages.CodeActionProvider {
  return {
    provideCodeActions: async (model, range) => {
      const start = model.getOffsetAt({ lineNumber: range.startLineNumber, column: range.startColumn });
      const end = model.getOffsetAt({ lineNumber: range.endLineNumber, column: range.endColumn });
      const actions = await port.codeActions(sync(model, port), start, end);
      return { actions: actions.map((action) => actionOf(model, action)), dispose: () => undefined };
    },
  };
}

function actionOf(
  model: monaco.editor.ITextModel,
  { title, preferred, edits }: CodeAction,
): monaco.languages.CodeAction {
  return {
    title,
    kind: "quickfix",
    isPreferred: preferred,
    edit: {
      edits: edits.map(({ span, text }) => ({
        resource: model.uri,
        versionId: model.getVersionId(),
        textEdit: { range: rangeOf(model, span.start, span.end), text },
      })),
    },
  };
}
