import { useComputedColorScheme } from "@mantine/core";
import { useEffect, useImperativeHandle, useRef, useState, type Ref } from "react";
import type { Diagnostic, Fix } from "../../dsl/language-service/index.ts";
import type { LanguageClient } from "../language/language-client.ts";
import { text as words } from "../text/text.ts";
import { applyFix } from "./apply-fix.ts";
import { declareTocsin } from "./declare-tocsin.ts";
import { codeLensProvider, type LensesProvider, type RuleLens } from "./code-lens-provider.ts";
import { createEchoes } from "./echoes.ts";
import { createEditorMarks, type EditorMark } from "./editor-marks.ts";
import { createEditorStorage } from "./editor-storage.ts";
import { showMarkers } from "./markers.ts";
import { monaco } from "./monaco.ts";
import { modelOf, replaceText } from "./models.ts";
import { openOtherFiles, watchOtherFiles } from "./open-other-files.ts";
import { EDITOR_OPTIONS } from "./options.ts";
import { registerTocsin } from "./register-tocsin.ts";
import { TOCSIN } from "./tocsin-id.ts";
import { markMoment } from "./typing-marks.ts";
import { keepView, restoreView } from "./view-states.ts";
import classes from "./rule-editor.module.css";

export interface RuleEditorHandle {
  /** Brings the text into its canonical form, if it can be read; answers the text as it is afterwards. */
  readonly format: () => Promise<string>;
  /** Moves the caret to a UTF-16 offset and shows it. */
  readonly reveal: (offset: number) => void;
  readonly fix: (fix: Fix) => void;
  /** Marks places of the open file in place of the layer's marks before. A panel has a layer of its own; no marks clear it. */
  readonly mark: (layer: string, marks: readonly EditorMark[]) => void;
}

export interface MatchRate {
  readonly matched: number;
  readonly tested: number;
}

/** Of the last dry-run of a file's rule, by the path; nothing before one. */
export type MatchRates = ReadonlyMap<string, MatchRate>;

export interface RuleEditorProps {
  readonly path: string;
  readonly text: string;
  readonly problems: readonly Diagnostic[];
  /** The language's features are asked for here, for all editors that are open. */
  readonly primary: boolean;
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
  readonly rates: MatchRates;
  /** The words above the rule were clicked. */
  readonly onPanel: (panel: "dry-run" | "tests") => void;
  readonly onSave: () => void;
  /** The caret is at another UTF-16 offset. */
  readonly onCaret?: (offset: number) => void;
  readonly ref: Ref<RuleEditorHandle>;
}

/** Monaco with the Tocsin language. Each file keeps its own history of changes while the studio is open. */
export function RuleEditor(props: RuleEditorProps) {
  const { path, text, problems, client, caret, primary, rates, ref } = props;
  const host = useRef<HTMLDivElement>(null);
  const editor = useRef<monaco.editor.IStandaloneCodeEditor | null>(null);
  const latest = useRef(props);
  latest.current = props;
  const [echoes] = useState(createEchoes);
  const [marks] = useState(createEditorMarks);
  const commands = useRef<ReadonlyMap<"dry-run" | "tests", string>>(new Map());
  const lenses = useRef<LensesProvider | null>(null);
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
    commands.current = new Map(
      (["dry-run", "tests"] as const).flatMap((panel) => {
        const id = created.addCommand(0, () => latest.current.onPanel(panel));
        return id === null ? [] : [[panel, id]];
      }),
    );
    created.addAction({
      id: "tocsin.save",
      label: words.workspace.save,
      keybindings: [monaco.KeyMod.CtrlCmd | monaco.KeyCode.KeyS],
      run: () => latest.current.onSave(),
    });
    const typing = created.onDidChangeModelContent(() => {
      markMoment("typed");
      const typed = created.getValue();
      echoes.emitted(typed);
      latest.current.onChange(typed);
    });
    const moving = created.onDidChangeCursorPosition(({ position }) => {
      const offset = created.getModel()?.getOffsetAt(position);
      if (offset !== undefined) latest.current.onCaret?.(offset);
    });
    return () => {
      keepView(created);
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
      if (editor.current !== null) restoreView(editor.current, model);
      editor.current?.updateOptions({ ariaLabel: words.editor.label(path) });
      echoes.clear();
    }
    if (!echoes.isEcho(text)) replaceText(model, text);
  }, [path, text, echoes]);

  useEffect(() => monaco.editor.setTheme(`tocsin-${scheme}`), [scheme]);
  useEffect(() => showMarkers(modelOf(path, text), problems), [path, text, problems]);
  // Behind the markers, and only when an answer has come.
  useEffect(() => markMoment("checked"), [problems]);
  useEffect(() => {
    if (client === null || !primary) return undefined;
    const shown = codeLensProvider(client.port, (file, tests) =>
      lensesOf(tests, latest.current.rates.get(file), commands.current),
    );
    lenses.current = shown;
    const registered = [
      shown,
      monaco.languages.registerCodeLensProvider(TOCSIN, shown.provider),
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
  }, [client, primary]);
  useEffect(() => lenses.current?.refresh(), [rates]);
  useEffect(() => {
    if (caret !== null) reveal(editor.current, caret);
  }, [caret]);

  useImperativeHandle(
    ref,
    () => ({
      format: async () => {
        await editor.current?.getAction("editor.action.formatDocument")?.run();
        return editor.current?.getValue() ?? "";
      },
      reveal: (offset) => reveal(editor.current, offset),
      fix: (fix) => applyFix(editor.current, fix),
      mark: (layer, places) => marks.show(editor.current, layer, places),
    }),
    [marks],
  );

  return <div ref={host} className={classes["editor"]} />;
}

/** `3 of 10 match · 12 tests`, each leading to its panel. */
function lensesOf(
  tests: number,
  rate: MatchRate | undefined,
  commands: ReadonlyMap<"dry-run" | "tests", string>,
): readonly RuleLens[] {
  const { lens } = words.testsPanel;
  const shown = [
    ...(rate === undefined ? [] : [{ panel: "dry-run", title: lens.matches(rate.matched, rate.tested) } as const]),
    { panel: "tests", title: tests === 0 ? lens.noTests : lens.tests(tests) } as const,
  ];
  return shown.map(({ panel, title }) => ({ title, command: commands.get(panel) ?? "" }));
}

function reveal(editor: monaco.editor.IStandaloneCodeEditor | null, offset: number): void {
  const position = editor?.getModel()?.getPositionAt(offset);
  if (editor === null || position === undefined) return;
  editor.setPosition(position);
  editor.revealPositionInCenterIfOutsideViewport(position);
  editor.focus();
}
