import { useHotkeys } from "@mantine/hooks";
import { useMemo, useRef, useState } from "react";
import type { Pack, PackFile } from "../../api/index.ts";
import { useDryRun, type Scope } from "../dry-run/use-dry-run.ts";
import { localMoment } from "../dry-run/local-moment.ts";
import { useLive } from "../dry-run/use-live.ts";
import type { RuleEditorHandle } from "../editor/rule-editor.tsx";
import { useLanguageClient } from "../language/use-language-client.ts";
import { useDrafts } from "./drafts-provider.tsx";
import { useOpenPlace } from "./use-open-place.ts";
import { EditorPane } from "./editor-pane.tsx";
import { RulePane } from "./rule-pane.tsx";
import { FileNotFound } from "./file-not-found.tsx";
import { SidePanel } from "./side-panel.tsx";
import { usePanel } from "./use-panel.ts";
import { useSavedRun } from "./use-saved-run.ts";
import classes from "./workbench.module.css";

export interface WorkbenchProps {
  readonly pack: Pack;
  /** The open file; undefined in an empty pack. */
  readonly path: string | undefined;
}

/** Three panes: which rules there are, the open one's text, and for whom it rings. */
export function Workbench({ pack, path }: WorkbenchProps) {
  const { drafts } = useDrafts();
  const file = pack.files.find((candidate) => candidate.path === path);
  const changed = useMemo(() => new Set(drafts.keys()), [drafts]);
  const language = useLanguageClient(pack, drafts);
  const { target, openPlace } = useOpenPlace();
  const caret = file !== undefined && target?.path === file.path ? target.offset : null;
  return (
    <div className={classes["workbench"]}>
      <RulePane files={pack.files} open={file} changed={changed} />
      {file === undefined ? (
        <FileNotFound path={path} />
      ) : (
        <OpenFile
          key={file.path}
          file={file}
          originals={pack.files}
          language={language}
          caret={caret}
          onOpen={openPlace}
        />
      )}
    </div>
  );
}

interface OpenFileProps {
  readonly file: PackFile;
  /** All files as the server has them. */
  readonly originals: readonly PackFile[];
  readonly language: ReturnType<typeof useLanguageClient>;
  readonly caret: number | null;
  readonly onOpen: (path: string, offset: number) => void;
}

function OpenFile({ file, originals, language, caret, onOpen }: OpenFileProps) {
  const { drafts, setDraft } = useDrafts();
  const editor = useRef<RuleEditorHandle>(null);
  const [caretOffset, setCaretOffset] = useState(0);
  const [scope, setScope] = useState<Scope>("sample");
  const [moment, setMoment] = useState("");
  const text = drafts.get(file.path) ?? file.text;
  const rule = file.rules[0]?.id ?? null;
  const dryRun = useDryRun({ path: file.path, text, rule, scope, moment });
  const [sound, setSound] = useState<string | null>(null);
  const live = useLive({ text, sound, scope, dryRun });
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
  // The editor has its own binding for the same keys; this one is for the rest of the page.
  useHotkeys([["mod+Enter", run]]);
  useHotkeys([["alt+shift+T", () => show("tests"), { usePhysicalKeys: true }]], [], true);
  const { answer } = dryRun.result ?? {};
  const rate = answer?.kind === "judged" ? { matched: answer.matched, tested: answer.tested } : null;
  return (
    <>
      <EditorPane
        file={file}
        text={text}
        language={language}
        caret={caret}
        onChange={(changed) => setDraft(file.path, changed === file.text ? null : changed)}
        onChangeElsewhere={(path, changed) => {
          const original = originals.find((candidate) => candidate.path === path)?.text;
          setDraft(path, changed === original ? null : changed);
        }}
        onOpen={onOpen}
        onRun={run}
        rate={rate}
        onPanel={show}
        onCaret={setCaretOffset}
        onSound={setSound}
        editor={editor}
      />
      <div className={classes["side"]} data-tour="panels">
        <SidePanel
          file={file}
          text={text}
          rule={rule}
          caret={caretOffset}
          editor={editor}
          dryRun={dryRun}
          live={live}
          savedRun={savedRun}
          scope={scope}
          moment={moment}
          onScope={setScope}
          onMoment={setMoment}
          onOpen={onOpen}
        />
      </div>
    </>
  );
}
