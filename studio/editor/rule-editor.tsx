import { useComputedColorScheme } from "@mantine/core";
import { useEffect, useImperativeHandle, useRef, useState, type Ref } from "react";
import type { Diagnostic, Fix } from "../../dsl/language-service/index.ts";
import type { LanguageClient } from "../language/language-client.ts";
import { text as words } from "../text/text.ts";
import { applyFix } from "./apply-fix.ts";
import { declareTocsin } from "./declare-tocsin.ts";
import { createEchoes } from "./echoes.ts";
import { createEditorMarks, type EditorMark } from "./editor-marks.ts";
import { createEditorStorage } from "./editor-storage.ts";
import { showMarkers } from "./markers.ts";
import { monaco } from "./monaco.ts";
import { modelOf, replaceText } from "./models.ts";
import { openOtherFiles, watchOtherFiles } from "./open-other-files.ts";
import { EDITOR_OPTIONS } from "./options.ts";
import { registerTocsin } from "./register-tocsin.ts";
import classes from "./rule-editor.module.css";

export interface RuleEditorHandle {
  readonly format: () => void;
  /** Moves the caret to a UTF-16 offset and shows it. */
  readonly reveal: (offset: number) => void;
  readonly fix: (fix: Fix) => void;
  /** Marks places of the open file in place of the layer's marks before. A panel has a layer of its own; no marks clear it. */
  readonly mark: (layer: string, marks: readonly EditorMark[]) => void;
}

export interface RuleEditorProps {
  readonly path: string;
  readonly text: string;
  readonly problems: readonly Diagnostic[];
  /** Null while the language service starts; the editor can be used meanwhile. */
  readonly client: LanguageClient | null;
  /** Where the caret goes when the file comes from another one; null leaves it alone. */
  readonly caret: number | null;
  readonly onChange: (text: string) => void;
  /** A text changed that is not in the editor. */
  readonly onChangeElsewhere: (path: string, text: string) => void;
  /** The author goes to a place in another file. */
  readonly onOpen: (path: string, offset: number) => void;
  readonly onRun: () => void;
  /** The caret is at another UTF-16 offset. */
  readonly onCaret?: (offset: number) => void;
  readonly ref: Ref<RuleEditorHandle>;
}

/** Monaco with the Tocsin language. Each file keeps its own history of changes while the studio is open. */
export function RuleEditor(props: RuleEditorProps) {
  const { path, text, problems, client, caret, ref } = props;
  const host = useRef<HTMLDivElement>(null);
  const editor = useRef<monaco.editor.IStandaloneCodeEditor | null>(null);
  const latest = useRef(props);
  latest.current = props;
  const [echoes] = useState(createEchoes);
  const [marks] = useState(createEditorMarks);
  const scheme = useComputedColorScheme("light");

  useEffect(() => {
    // invariant: the effect runs after the element is there
    if (host.current === null) return undefined;
    const created = monaco.editor.create(host.current, EDITOR_OPTIONS, { storageService: createEditorStorage() });
    declareTocsin();
    editor.current = created;
    created.addAction({
      id: "tocsin.dry-run",
      label: words.dryRun.play,
      keybindings: [monaco.KeyMod.CtrlCmd | monaco.KeyCode.Enter],
      run: () => latest.current.onRun(),
    });
    const typing = created.onDidChangeModelContent(() => {
      const typed = created.getValue();
      echoes.emitted(typed);
      latest.current.onChange(typed);
    });
    const moving = created.onDidChangeCursorPosition(({ position }) => {
      const offset = created.getModel()?.getOffsetAt(position);
      if (offset !== undefined) latest.current.onCaret?.(offset);
    });
    return () => {
      moving.dispose();
      typing.dispose();
      created.dispose();
      editor.current = null;
    };
  }, [echoes]);

  useEffect(() => {
    const model = modelOf(path, text);
    if (editor.current?.getModel() !== model) {
      editor.current?.setModel(model);
      editor.current?.updateOptions({ ariaLabel: words.editor.label(path) });
      echoes.clear();
    }
    if (!echoes.isEcho(text)) replaceText(model, text);
  }, [path, text, echoes]);

  useEffect(() => monaco.editor.setTheme(`tocsin-${scheme}`), [scheme]);
  useEffect(() => showMarkers(modelOf(path, text), problems), [path, text, problems]);
  useEffect(() => {
    if (client === null) return undefined;
    const registered = [
      registerTocsin(client.port),
      openOtherFiles((other, offset) => latest.current.onOpen(other, offset)),
      watchOtherFiles(
        () => latest.current.path,
        (other, changed) => {
          void client.port.update({ path: other, text: changed });
          latest.current.onChangeElsewhere(other, changed);
        },
      ),
    ];
    return () => registered.forEach((one) => one.dispose());
  }, [client]);
  useEffect(() => {
    if (caret !== null) reveal(editor.current, caret);
  }, [caret]);

  useImperativeHandle(
    ref,
    () => ({
      format: () => void editor.current?.getAction("editor.action.formatDocument")?.run(),
      reveal: (offset) => reveal(editor.current, offset),
      fix: (fix) => applyFix(editor.current, fix),
      mark: (layer, places) => marks.show(editor.current, layer, places),
    }),
    [marks],
  );

  return <div ref={host} className={classes["editor"]} />;
}

function reveal(editor: monaco.editor.IStandaloneCodeEditor | null, offset: number): void {
  const position = editor?.getModel()?.getPositionAt(offset);
  if (editor === null || position === undefined) return;
  editor.setPosition(position);
  editor.revealPositionInCenterIfOutsideViewport(position);
  editor.focus();
}
