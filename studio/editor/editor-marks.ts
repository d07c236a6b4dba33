import { rangeOf } from "./models.ts";
import classes from "./rule-editor.module.css";
import type { monaco } from "./monaco.ts";

/** A place that a panel marks in the open file: UTF-16 offsets, and what is shown there. */
export interface EditorMark {
  readonly start: number;
  readonly end: number;
  /** Of the text itself. */
  readonly className?: string;
  /** Of a sign in the gutter beside the first line. */
  readonly gutterClassName?: string;
  /** Plain words at its end, which are no part of the text. */
  readonly after?: string;
  /** Plain words, shown when the pointer rests on text or sign. */
  readonly hover?: string;
}

/** The marks of an editor, a layer for each panel that makes some. */
export interface EditorMarks {
  readonly show: (
    editor: monaco.editor.IStandaloneCodeEditor | null,
    layer: string,
    marks: readonly EditorMark[],
  ) => void;
}

export function createEditorMarks(): EditorMarks {
  const layers = new Map<string, monaco.editor.IEditorDecorationsCollection>();
  const withSigns = new Set<string>();
  return {
    show(editor, layer, marks) {
      const model = editor?.getModel();
      if (editor === null || model == null) return;
      const decorations = marks.map((mark) => ({
        range: rangeOf(model, mark.start, mark.end),
        options: optionsOf(mark),
      }));
      const shown = layers.get(layer);
      if (shown === undefined) layers.set(layer, editor.createDecorationsCollection(decorations));
      else shown.set(decorations);
      if (marks.some(({ gutterClassName }) => gutterClassName !== undefined)) withSigns.add(layer);
      else withSigns.delete(layer);
      // The gutter for signs takes room that the text can have while there are none.
      editor.updateOptions({ glyphMargin: withSigns.size > 0 });
    },
  };
}

function optionsOf({ className, gutterClassName, hover, after }: EditorMark): monaco.editor.IModelDecorationOptions {
  const message = hover === undefined ? {} : { hoverMessage: { value: plainWords(hover) } };
  return {
    ...message,
    ...(className !== undefined && { inlineClassName: className }),
    ...(after !== undefined && { after: { content: `  ${after}`, inlineClassName: classes["after"] ?? null } }),
    ...(gutterClassName !== undefined && {
      glyphMarginClassName: gutterClassName,
      ...(hover !== undefined && { glyphMarginHoverMessage: { value: plainWords(hover) } }),
    }),
  };
}

/** Monaco reads hovers as Markdown; a panel's words, which may quote a user's name, are none. */
function plainWords(words: string): string {
  return words.replaceAll(/[\\`*_{}[\]()#+\-.!|<>~]/g, "\\$&");
}
