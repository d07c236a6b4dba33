import { useComputedColorScheme } from "@mantine/core";
import "monaco-editor/languages/definitions/pgsql/register";
import "monaco-editor/languages/definitions/typescript/register";
import { useEffect, useRef, useState } from "react";
import { declareTocsin } from "./declare-tocsin.ts";
import { createEditorMarks, type EditorMark } from "./editor-marks.ts";
import { createEditorStorage } from "./editor-storage.ts";
import { monaco } from "./monaco.ts";
import { EDITOR_OPTIONS } from "./options.ts";
import classes from "./rule-editor.module.css";

export interface CodeViewProps {
  readonly language: "pgsql" | "typescript" | "plaintext";
  readonly text: string;
  readonly label: string;
  /** The first of them is brought into view. */
  readonly marks: readonly EditorMark[];
  /** The reader goes to a UTF-16 offset, by a click or by the keyboard. */
  readonly onSelect: (offset: number) => void;
}

/** Code to read: coloured, with marked places, and nothing that changes it. */
export function CodeView(props: CodeViewProps) {
  const { language, text, label, marks: places } = props;
  const host = useRef<HTMLDivElement>(null);
  const editor = useRef<monaco.editor.IStandaloneCodeEditor | null>(null);
  const latest = useRef(props);
  latest.current = props;
  const [marks] = useState(createEditorMarks);
  const scheme = useComputedColorScheme("light");

  useEffect(() => {
    // invariant: the effect runs after the element is there
    if (host.current === null) return undefined;
    const created = monaco.editor.create(
      host.current,
      { ...EDITOR_OPTIONS, readOnly: true, domReadOnly: true, lineNumbers: "off", folding: false, fontSize: 12.5 },
      { storageService: createEditorStorage() },
    );
    declareTocsin();
    editor.current = created;
    const moving = created.onDidChangeCursorPosition(({ position, source }) => {
      const offset = created.getModel()?.getOffsetAt(position);
      // Only a person: setting another text moves the caret, too.
      if (offset !== undefined && (source === "mouse" || source === "keyboard")) latest.current.onSelect(offset);
    });
    return () => {
      moving.dispose();
      created.getModel()?.dispose();
      created.dispose();
      editor.current = null;
    };
  }, []);

  useEffect(() => {
    const before = editor.current?.getModel();
    editor.current?.setModel(monaco.editor.createModel(text, language));
    editor.current?.updateOptions({ ariaLabel: label });
    before?.dispose();
  }, [text, language, label]);

  useEffect(() => monaco.editor.setTheme(`tocsin-${scheme}`), [scheme]);
  useEffect(() => {
    marks.show(editor.current, "shown", places);
    const model = editor.current?.getModel();
    const [first] = places;
    if (model == null || first === undefined) return;
    editor.current?.revealPositionInCenterIfOutsideViewport(model.getPositionAt(first.start));
  }, [marks, places, text, language]);

  return <div ref={host} className={classes["editor"]} />;
}
