import { text } from "../text/text.ts";
import type { LanguageAnswers } from "./language-answers.ts";
import { openModels, rangeOf, sync } from "./models.ts";
import type { monaco } from "./monaco.ts";

/** Another name for what the caret is on, in all files of the pack; each of them becomes a draft. */
export function renameProvider(port: LanguageAnswers): monaco.languages.RenameProvider {
  return {
    resolveRenameLocation: async (model, position) => {
      const span = await port.renameSpan(sync(model, port), model.getOffsetAt(position));
      const here = { startLineNumber: position.lineNumber, startColumn: position.column };
      const nowhere = { ...here, endLineNumber: position.lineNumber, endColumn: position.column };
      if (span === null) return { range: nowhere, text: "", rejectReason: text.editor.cannotRename };
      const range = rangeOf(model, span.start, span.end);
      return { range, text: model.getValueInRange(range) };
    },
    provideRenameEdits: async (model, position, name) => {
      const rename = await port.rename(sync(model, port), model.getOffsetAt(position), name);
      if (rename.kind === "refused") return { edits: [], rejectReason: rename.reason };
      const models = await openModels(
        rename.edits.map(({ span }) => span.file),
        port,
      );
      const edits = rename.edits.flatMap(({ span, text: replacement }) => {
        const target = models.get(span.file);
        if (target === undefined) return [];
        const textEdit = { range: rangeOf(target, span.start, span.end), text: replacement };
        return [{ resource: target.uri, versionId: target.getVersionId(), textEdit }];
      });
      return { edits };
    },
  };
}
