import { CloseButton, NativeSelect } from "@mantine/core";
import { useRef } from "react";
import type { PackFile } from "../../api/index.ts";
import type { RuleEditorHandle } from "../editor/rule-editor.tsx";
import type { LanguageState } from "../language/use-language-client.ts";
import { text as words } from "../text/text.ts";
import { useDrafts } from "./drafts-provider.tsx";
import { EditorPane } from "./editor-pane.tsx";
import { useFileActions } from "./file-actions.tsx";
import { isNewFile } from "./overlay-files.ts";
import { useOthers } from "./use-others.ts";
import classes from "./workbench.module.css";

/** The panels, which would want to know, are about the first file. */
const nothing = (): void => undefined;

export interface BesideFileProps {
  readonly file: PackFile;
  readonly files: readonly PackFile[];
  /** What else may stand here, by path. */
  readonly choices: readonly string[];
  readonly editable: boolean;
  readonly language: LanguageState;
  readonly onChoose: (path: string) => void;
  readonly onClose: () => void;
  /** Opens a file in the first editor. */
  readonly onOpen: (path: string, offset: number) => void;
}

/** The second file of a split view: the same editor; the panels are about the first one. */
export function BesideFile({ file, files, choices, editable, language, onChoose, onClose, onOpen }: BesideFileProps) {
  const { drafts, states, setDraft, rebase, resolve } = useDrafts();
  const editor = useRef<RuleEditorHandle>(null);
  const text = drafts.get(file.path) ?? file.text;
  const actions = useFileActions({ file, files, text, editable, editor, onOpen: onChoose });
  const others = useOthers(file.path);
  return (
    <div className={classes["beside"]}>
      <div className={classes["besideBar"]}>
        <NativeSelect
          size="xs"
          flex={1}
          aria-label={words.workspace.beside}
          data={[...new Set([file.path, ...choices])]}
          value={file.path}
          onChange={(event) => onChoose(event.currentTarget.value)}
        />
        <CloseButton size="sm" aria-label={words.workspace.closeBeside} onClick={onClose} />
      </div>
      <EditorPane
        key={file.path}
        file={file}
        text={text}
        draft={states.get(file.path)}
        others={others}
        editable={editable}
        language={language}
        caret={null}
        primary={false}
        actions={actions}
        onResolve={(keep) => resolve(file.path, keep)}
        onRebase={() => rebase(file.path, file.hash)}
        onChange={(changed) => setDraft(file.path, changed === file.text && !isNewFile(file) ? null : changed)}
        onChangeElsewhere={() => undefined}
        onOpen={onOpen}
        onRun={() => onOpen(file.path, 0)}
        rate={null}
        onPanel={() => undefined}
        onCaret={() => undefined}
        onSound={nothing}
        editor={editor}
      />
    </div>
  );
}
