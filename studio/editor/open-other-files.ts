import { monaco } from "./monaco.ts";
import { pathOf } from "./models.ts";
import { TOCSIN } from "./tocsin-id.ts";

/** Leads from one file to another: `open` is told the path and the UTF-16 offset to put the caret at. */
export function openOtherFiles(open: (path: string, offset: number) => void): monaco.IDisposable {
  return monaco.editor.registerEditorOpener({
    openCodeEditor: (_source, resource, place) => {
      const model = monaco.editor.getModel(resource);
      if (resource.scheme !== TOCSIN || model === null) return false;
      open(pathOf(model), place === undefined ? 0 : model.getOffsetAt(startOf(place)));
      return true;
    },
  });
}

function startOf(place: monaco.IRange | monaco.IPosition): monaco.IPosition {
  return "startColumn" in place ? { lineNumber: place.startLineNumber, column: place.startColumn } : place;
}

/** Tells of texts that change although they are not in the editor, as those of a rename do. */
export function watchOtherFiles(
  shown: () => string | undefined,
  changed: (path: string, text: string) => void,
): monaco.IDisposable {
  const watched: monaco.IDisposable[] = [];
  const watch = (model: monaco.editor.ITextModel) => {
    if (model.uri.scheme !== TOCSIN) return;
    watched.push(
      model.onDidChangeContent(() => {
        const path = pathOf(model);
        if (path !== shown()) changed(path, model.getValue());
      }),
    );
  };
  for (const model of monaco.editor.getModels()) watch(model);
  watched.push(monaco.editor.onDidCreateModel(watch));
  return { dispose: () => watched.forEach((one) => one.dispose()) };
}
