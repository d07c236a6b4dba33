import { Alert, Skeleton } from "@mantine/core";
import { lazy, Suspense, useEffect, type RefObject } from "react";
import type { PackFile } from "../../api/index.ts";
import type { RuleEditorHandle, RuleEditorProps } from "../editor/rule-editor.tsx";
import type { LanguageState } from "../language/use-language-client.ts";
import { useProblems } from "../language/use-problems.ts";
import { ProblemList } from "../problems/problem-list.tsx";
import { text as words } from "../text/text.ts";
import { EditorBar } from "./editor-bar.tsx";
import classes from "./workbench.module.css";

/** Monaco is most of the studio's weight: the page stands before it arrives. */
const RuleEditor = lazy(async () => ({ default: (await import("../editor/rule-editor.tsx")).RuleEditor }));

export interface EditorPaneProps {
  readonly file: PackFile;
  readonly text: string;
  readonly language: LanguageState;
  /** Where the caret goes when the author comes from another file. */
  readonly caret: number | null;
  readonly onChange: (text: string) => void;
  readonly onChangeElsewhere: (path: string, text: string) => void;
  readonly onOpen: (path: string, offset: number) => void;
  readonly onRun: () => void;
  /** Of the last dry-run; null before one. */
  readonly rate: RuleEditorProps["rate"];
  readonly onPanel: RuleEditorProps["onPanel"];
  readonly onCaret: (offset: number) => void;
  /** The language service found no errors in this text. */
  readonly onSound: (text: string) => void;
  /** For the panels beside it. */
  readonly editor: RefObject<RuleEditorHandle | null>;
}

export function EditorPane(props: EditorPaneProps) {
  const {
    file,
    text,
    language,
    caret,
    onChange,
    onChangeElsewhere,
    onOpen,
    onRun,
    onCaret,
    onSound,
    rate,
    onPanel,
    editor,
  } = props;
  const problems = useProblems(language.client, file.path, text);
  const sound =
    language.client !== null && !problems.checking && problems.list.every(({ severity }) => severity !== "error");
  useEffect(() => {
    if (sound) onSound(text);
  }, [sound, text, onSound]);
  return (
    <section className={classes["editor"]} aria-label={words.editor.label(file.path)} data-tour="editor">
      <EditorBar
        file={file}
        text={text}
        ready={language.client !== null}
        onFormat={() => editor.current?.format()}
        onRevert={() => onChange(file.text)}
      />
      <div className={classes["text"]}>
        <Suspense fallback={<Skeleton h="100%" radius={0} role="status" aria-label={words.editor.loading} />}>
          <RuleEditor
            ref={editor}
            path={file.path}
            text={text}
            problems={problems.list}
            client={language.client}
            caret={caret}
            onChange={onChange}
            onChangeElsewhere={onChangeElsewhere}
            onOpen={onOpen}
            onRun={onRun}
            rate={rate}
            onPanel={onPanel}
            onCaret={onCaret}
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
    </section>
  );
}
