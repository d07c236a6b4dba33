import { useHotkeys } from "@mantine/hooks";
import { useEffect, useRef, useState } from "react";
import { createPortal } from "react-dom";
import type { PackFile } from "../../api/index.ts";
import { localMoment } from "../dry-run/local-moment.ts";
import { useConditionRates } from "../dry-run/use-condition-rates.ts";
import { useDryRun, type Scope } from "../dry-run/use-dry-run.ts";
import { useLive } from "../dry-run/use-live.ts";
import type { MatchRate, MatchRates, RuleEditorHandle } from "../editor/rule-editor.tsx";
import type { LanguageState } from "../language/use-language-client.ts";
import { useDrafts } from "./drafts-provider.tsx";
import { EditorPane } from "./editor-pane.tsx";
import { useFileActions, type FileActions } from "./file-actions.tsx";
import { isNewFile } from "./overlay-files.ts";
import { SidePanel } from "./side-panel.tsx";
import { useOthers } from "./use-others.ts";
import { usePanel } from "./use-panel.ts";
import { useSavedRun } from "./use-saved-run.ts";
import { useWorkbenchCommands, type WorkbenchCommands } from "./use-workbench-commands.ts";

/** What palette and keys do with the view, whichever file is worked on. */
export type ViewCommands = Pick<WorkbenchCommands, "tabs" | "onClose" | "onNewRule" | "onSplit" | "onOpen">;

export interface FileWorkProps {
  readonly file: PackFile;
  /** All files as the server has them. */
  readonly originals: readonly PackFile[];
  readonly editable: boolean;
  readonly language: LanguageState;
  /** Where the caret goes when the author comes from another file. */
  readonly caret: number | null;
  /** The file that the address names, and not the second one of a split view. */
  readonly primary: boolean;
  /** The author works on this file: panels, keys and commands are about it. */
  readonly focused: boolean;
  readonly onFocus: () => void;
  /** Of a split view. */
  readonly split: boolean;
  /** Where its panels are drawn; null until the page stands. */
  readonly side: HTMLElement | null;
  readonly rates: MatchRates;
  readonly onRate: (path: string, rate: MatchRate | null) => void;
  readonly view: ViewCommands;
  /** Opens a file in the first editor. */
  readonly onOpen: (path: string, offset: number) => void;
  /** The file has another name, or is gone: opens what takes its place. */
  readonly onReplace: (path: string, offset: number) => void;
}

/** An open file with all that is done with it: its editor, and, while the author works on it, its panels and keys. */
export function FileWork(props: FileWorkProps) {
  const { file, originals, editable, language, primary, focused, side, view, onOpen, onRate } = props;
  const { drafts, states, setDraft, rebase, resolve } = useDrafts();
  const editor = useRef<RuleEditorHandle>(null);
  const [caretOffset, setCaretOffset] = useState(0);
  const [scope, setScope] = useState<Scope>("sample");
  const [moment, setMoment] = useState("");
  const text = drafts.get(file.path) ?? file.text;
  const rule = file.rules[0]?.id ?? null;
  const dryRun = useDryRun({ path: file.path, text, rule, scope, moment });
  const [sound, setSound] = useState<string | null>(null);
  const live = useLive({ text, sound, scope, dryRun });
  const actions = useFileActions({ file, files: originals, text, editable, editor, onOpen: props.onReplace });
  const others = useOthers(file.path);
  const { show } = usePanel();
  const run = () => {
    show("dry-run");
    dryRun.run();
  };
  const savedRun = useSavedRun({
    text,
    onOpen: (saved) => {
      setDraft(file.path, saved.text === file.text ? null : saved.text);
      setScope(saved.scope);
      setMoment(localMoment(saved.pastMoment));
    },
    onRun: run,
  });
  useConditionRates({
    path: file.path,
    text,
    rule,
    result: scope === "sample" && moment === "" ? dryRun.result : undefined,
    editor,
  });
  const judged = dryRun.result?.answer.kind === "judged" ? dryRun.result.answer : null;
  const { matched, tested } = judged ?? {};
  useEffect(() => {
    onRate(file.path, matched === undefined || tested === undefined ? null : { matched, tested });
  }, [onRate, file.path, matched, tested]);
  return (
    <>
      <EditorPane
        file={file}
        text={text}
        draft={states.get(file.path)}
        others={others}
        editable={editable}
        language={language}
        caret={props.caret}
        primary={primary}
        focused={focused && props.split}
        onFocus={props.onFocus}
        actions={actions}
        onResolve={(keep) => resolve(file.path, keep)}
        onRebase={() => rebase(file.path, file.hash)}
        onChange={(changed) => setDraft(file.path, changed === file.text && !isNewFile(file) ? null : changed)}
        onChangeElsewhere={(path, changed) => {
          const original = originals.find((candidate) => candidate.path === path)?.text;
          setDraft(path, changed === original ? null : changed);
        }}
        onOpen={onOpen}
        onRun={run}
        rates={props.rates}
        onPanel={show}
        onCaret={setCaretOffset}
        onSound={setSound}
        editor={editor}
      />
      {focused && (
        <FileKeys
          language={language}
          actions={actions}
          onRun={run}
          onFormat={() => void editor.current?.format()}
          {...view}
        />
      )}
      {focused &&
        side !== null &&
        createPortal(
          <SidePanel
            file={file}
            titled={props.split}
            text={text}
            rule={rule}
            caret={caretOffset}
            editor={editor}
            dryRun={dryRun}
            live={live}
            savedRun={primary ? savedRun : null}
            scope={scope}
            moment={moment}
            onScope={setScope}
            onMoment={setMoment}
            onOpen={onOpen}
          />,
          side,
        )}
    </>
  );
}

interface FileKeysProps extends ViewCommands {
  readonly language: LanguageState;
  readonly actions: FileActions;
  readonly onRun: () => void;
  readonly onFormat: () => void;
}

/** Draws nothing: keys and commands about a file, for as long as it is shown. */
function FileKeys(props: FileKeysProps): null {
  const { show } = usePanel();
  // The editor has its own binding for the same keys; this one is for the rest of the page.
  useHotkeys([["alt+shift+T", () => show("tests"), { usePhysicalKeys: true }]], [], true);
  useHotkeys([
    ["mod+Enter", props.onRun],
    ["mod+S", () => void props.actions.save()],
  ]);
  useWorkbenchCommands(props);
  return null;
}
