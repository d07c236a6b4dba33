import { monaco } from "./monaco.ts";
import { TOCSIN } from "./tocsin-id.ts";

/** The editor's document of a file of the pack; made at the first question and kept, with its history of changes. */
export function modelOf(path: string, text: string): monaco.editor.ITextModel {
  const uri = uriOf(path);
  return monaco.editor.getModel(uri) ?? monaco.editor.createModel(text, TOCSIN, uri);
}

/** Takes over a text that was changed elsewhere (a draft given up, a new pack) as one step that can be undone. */
export function replaceText(model: monaco.editor.ITextModel, text: string): void {
  if (model.getValue() === text) return;
  model.pushEditOperations([], [{ range: model.getFullModelRange(), text }], () => null);
}

export function uriOf(path: string): monaco.Uri {
  return monaco.Uri.from({ scheme: TOCSIN, path: `/${path}` });
}

/** The path that `uriOf` was given. */
export function pathOf(model: monaco.editor.ITextModel): string {
  return model.uri.path.slice(1);
}

/** Offsets count UTF-16 units of the text with its own line ends, as `getValue` gives it. */
export function rangeOf(model: monaco.editor.ITextModel, start: number, end: number): monaco.Range {
  return monaco.Range.fromPositions(model.getPositionAt(start), model.getPositionAt(end));
}
