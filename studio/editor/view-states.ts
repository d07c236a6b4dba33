import type { monaco } from "./monaco.ts";

type ViewState = monaco.editor.ICodeEditorViewState;

/** Where the author was in each document. Beside Monaco's own documents, which outlive every editor too. */
const states = new WeakMap<monaco.editor.ITextModel, ViewState>();

/** Notes scroll position, caret and folds of the document that the editor is about to leave. */
export function keepView(editor: monaco.editor.IStandaloneCodeEditor): void {
  const model = editor.getModel();
  const state = editor.saveViewState();
  if (model !== null && state !== null) states.set(model, state);
}

export function restoreView(editor: monaco.editor.IStandaloneCodeEditor, model: monaco.editor.ITextModel): void {
  const state = states.get(model);
  if (state !== undefined) editor.restoreViewState(state);
}
