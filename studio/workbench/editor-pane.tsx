import { Alert, Skeleton } from "@mantine/core";
import { lazy, Suspense, useEffect, useState, type RefObject } from "react";
import type { ForeignDraft, PackFile } from "../../api/index.ts";
import type { LocalDraft } from "../drafts/draft-sync.ts";
import type { RuleEditorHandle, RuleEditorProps } from "../editor/rule-editor.tsx";
import type { LanguageState } from "../language/use-language-client.ts";
import { useProblems } from "../language/use-problems.ts";
import { ProblemList } from "../problems/problem-list.tsx";
import { text as words } from "../text/text.ts";
import { DifferenceDialog } from "./difference-dialog.tsx";
import { DraftNotes } from "./draft-notes.tsx";
import { EditorBar } from "./editor-bar.tsx";
import type { FileActions } from "./file-actions.tsx";
import classes from "./workbench.module.css";

/** Monaco is most of the studio's weight: the page stands before it arrives. */
const RuleEditor = lazy(async () => ({ default: (await import("../editor/rule-editor.tsx")).RuleEditor }));

export interface EditorPaneProps {
  readonly file: PackFile;
  readonly text: string;
  /** Undefined when the text is the file's own. */
  readonly draft: LocalDraft | undefined;
  /** Who else has a draft of the file. */
  readonly others: readonly ForeignDraft[];
  readonly editable: boolean;
  readonly language: LanguageState;
  /** Where the caret goes when the author comes from another file. */
  readonly caret: number | null;
  /** The language's features answer in one editor only, for all of them. */
  readonly primary: boolean;
  /** The author works on this one of two files. */
  readonly focused: boolean;
  readonly onFocus: () => void;
  readonly actions: FileActions;
  readonly onChange: (text: string) => void;
  readonly onChangeElsewhere: (path: string, text: string) => void;
  readonly onOpen: (path: string, offset: number) => void;
  readonly onRun: () => void;
  readonly rates: RuleEditorProps["rates"];
  readonly onPanel: RuleEditorProps["onPanel"];
  readonly onCaret: (offset: number) => void;
  /** The language service found no errors in this text. */
  readonly onSound: (text: string) => void;
  readonly onResolve: (keep: "mine" | "other") => void;
  readonly onRebase: () => void;
  /** For the panels beside it. */
  readonly editor: RefObject<RuleEditorHandle | null>;
}

export function EditorPane(props: EditorPaneProps) {
  const { file, text, draft, others, editable, language, caret, primary, actions, onChange, editor } = props;
  const problems = useProblems(language.client, file.path, text);
  const [compared, setCompared] = useState<string | null>(null);
  const sound =
    language.client !== null && !problems.checking && problems.list.every(({ severity }) => severity !== "error");
  const { onSound } = props;
  useEffect(() => {
    if (sound) onSound(text);
  }, [sound, text, onSound]);
  return (
    <section
      className={classes["editor"]}
      aria-label={words.editor.label(file.path)}
      data-tour="editor"
      data-focused={props.focused}
      onFocus={props.onFocus}
    >
      <div>
        <EditorBar
          file={file}
          text={text}
          status={draft?.status}
          ready={language.client !== null}
          editable={editable}
          saving={actions.saving}
          onFormat={() => void editor.current?.format()}
          onRevert={actions.revert}
          onSave={() => void actions.save()}
          onSaveAsOwn={actions.saveAsOwn}
          onExport={actions.exportPatch}
          onRename={actions.askRename}
          onRemove={actions.askRemove}
        />
        <DraftNotes
          file={file}
          draft={draft}
          others={others}
          now={Date.now()}
          onResolve={props.onResolve}
          onCompare={setCompared}
          onRebase={props.onRebase}
          onRevert={actions.revert}
        />
      </div>
      <div className={classes["text"]}>
        <Suspense fallback={<Skeleton h="100%" radius={0} role="status" aria-label={words.editor.loading} />}>
          <RuleEditor
            ref={editor}
            path={file.path}
            text={text}
            problems={problems.list}
            client={language.client}
            caret={caret}
            primary={primary}
            onChange={onChange}
            rates={props.rates}
            onPanel={props.onPanel}
            onChangeElsewhere={props.onChangeElsewhere}
            onOpen={props.onOpen}
            onRun={props.onRun}
            onSave={() => void actions.save()}
            onCaret={props.onCaret}
          />
        </Suspense>
      </div>
      <div className={classes["problems"]}>
        {language.failed && (
          <Alert color="red" variant="light" role="alert">
            {words.editor.serviceFailed}
          </Alert>
        )}
        <ProblemList
          problems={problems.list}
          source={text}
          checking={problems.checking}
          onSelect={({ span }) => editor.current?.reveal(span.start)}
          onFix={(fix) => editor.current?.fix(fix)}
        />
      </div>
      <DifferenceDialog other={compared} draft={text} path={file.path} onClose={() => setCompared(null)} />
      {actions.dialog}
    </section>
  );
}
