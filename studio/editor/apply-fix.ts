import type { Fix } from "../../dsl/language-service/index.ts";
import { rangeOf } from "./models.ts";
import type { monaco } from "./monaco.ts";

/** Carries a fix out in the open document, as one step that can be undone. */
export function applyFix(editor: monaco.editor.IStandaloneCodeEditor | null, fix: Fix): void {
  const model = editor?.getModel();
  if (editor === null || model == null) return;
  editor.pushUndoStop();
  editor.executeEdits(
    "fix",
    fix.edits.map(({ span, text }) => ({ range: rangeOf(model, span.start, span.end), text })),
  );
  editor.pushUndoStop();
  editor.focus();
}
