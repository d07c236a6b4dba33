import type { LanguageAnswers } from "./language-answers.ts";
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

/** Brings the service up to what stands in the editor; what is asked next is about this text. */
export function sync(model: monaco.editor.ITextModel, port: Pick<LanguageAnswers, "update">): string {
  const path = pathOf(model);
  void port.update({ path, text: model.getValue() });
  return path;
}

/** The documents of these files, opened where they were not; a file that the service does not know is left out. */
export async function openModels(
  paths: readonly string[],
  port: Pick<LanguageAnswers, "text">,
): Promise<ReadonlyMap<string, monaco.editor.ITextModel>> {
  const models = new Map<string, monaco.editor.ITextModel>();
  for (const path of new Set(paths)) {
    const known = monaco.editor.getModel(uriOf(path));
    const text = known === null ? await port.text(path) : null;
    if (known !== null) models.set(path, known);
    else if (text !== null) models.set(path, modelOf(path, text));
  }
  return models;
}
