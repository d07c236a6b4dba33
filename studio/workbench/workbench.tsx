import { useDisclosure, useHotkeys } from "@mantine/hooks";
import { useCallback, useMemo, useRef, useState } from "react";
import type { Pack, PackFile, PackState } from "../../api/index.ts";
import { BesideFile } from "./beside-file.tsx";
import { FileTabs } from "./file-tabs.tsx";
import { Outline } from "./outline.tsx";
import { Panes } from "./panes.tsx";
import { useBeside } from "./use-beside.ts";
import { useTabs, type OpenTabs } from "./use-tabs.ts";
import { useWorkbenchCommands } from "./use-workbench-commands.ts";
import { BrokenNote } from "./broken-note.tsx";
import { useFileActions } from "./file-actions.tsx";
import { NewRuleDialog } from "./new-rule-dialog.tsx";
import { isNewFile, withNewFiles } from "./overlay-files.ts";
import { useOthers } from "./use-others.ts";
import { useConditionRates } from "../dry-run/use-condition-rates.ts";
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
  /** Own rules can be saved in their folder. */
  readonly editable: boolean;
  /** Null when what is on the disk runs. */
  readonly broken: PackState["broken"];
}

/** Three panes: which rules there are, the open one's text, and for whom it rings. */
export function Workbench({ pack, path, editable, broken }: WorkbenchProps) {
  const { drafts, setDraft } = useDrafts();
  // Only whether there is a draft of a new file matters here, not what is typed into it.
  const files = useStable(withNewFiles(pack.files, drafts));
  const file = files.find((candidate) => candidate.path === path);
  const changed = useMemo(() => new Set(drafts.keys()), [drafts]);
  const all = useMemo(() => ({ files, lists: pack.lists }), [files, pack.lists]);
  const language = useLanguageClient(all, drafts);
  const [asked, { open: askTitle, close: endAsking }] = useDisclosure(false);
  const { target, openPlace } = useOpenPlace();
  const paths = useMemo(() => new Set(files.map((each) => each.path)), [files]);
  const tabs = useTabs(
    path,
    useCallback((each: string) => paths.has(each), [paths]),
  );
  const caret = file !== undefined && target?.path === file.path ? target.offset : null;
  return (
    <div className={classes["page"]}>
      {broken !== null && <BrokenNote broken={broken} onOpen={openPlace} />}
      <div className={classes["workbench"]}>
        <NewRuleDialog
          opened={asked}
          files={files}
          onClose={endAsking}
          onCreate={(made, text) => {
            setDraft(made, text);
            openPlace(made, 0);
          }}
        />
        <Panes id="rules" size="288px" least={["200px", "480px"]}>
          <RulePane files={files} open={file} changed={changed} onNewRule={askTitle}>
            {file !== undefined && (
              <Outline
                client={language.client}
                path={file.path}
                text={drafts.get(file.path) ?? file.text}
                onReveal={(offset) => openPlace(file.path, offset)}
              />
            )}
          </RulePane>
          {file === undefined ? (
            <FileNotFound path={path} />
          ) : (
            <OpenFile
              key={file.path}
              file={file}
              originals={files}
              changed={changed}
              editable={editable}
              language={language}
              caret={caret}
              tabs={tabs}
              onNewRule={askTitle}
              onOpen={openPlace}
            />
          )}
        </Panes>
      </div>
    </div>
  );
}

interface OpenFileProps {
  readonly file: PackFile;
  /** All files as the server has them. */
  readonly originals: readonly PackFile[];
  readonly changed: ReadonlySet<string>;
  readonly editable: boolean;
  readonly language: ReturnType<typeof useLanguageClient>;
  readonly caret: number | null;
  readonly tabs: OpenTabs;
  readonly onNewRule: () => void;
  readonly onOpen: (path: string, offset: number) => void;
}

function OpenFile(props: OpenFileProps) {
  const { file, originals, changed, editable, language, caret, tabs, onNewRule, onOpen } = props;
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
  const actions = useFileActions({ file, files: originals, text, editable, editor, onOpen });
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
  // The editor has its own binding for the same keys; this one is for the rest of the page.
  useHotkeys([["alt+shift+T", () => show("tests"), { usePhysicalKeys: true }]], [], true);
  useConditionRates({
    path: file.path,
    text,
    rule,
    result: scope === "sample" && moment === "" ? dryRun.result : undefined,
    editor,
  });
  const { answer } = dryRun.result ?? {};
  const rate = answer?.kind === "judged" ? { matched: answer.matched, tested: answer.tested } : null;
  useHotkeys([
    ["mod+Enter", run],
    ["mod+S", () => void actions.save()],
  ]);
  const beside = useBeside();
  const second = beside.path === file.path ? undefined : originals.find(({ path }) => path === beside.path);
  useWorkbenchCommands({
    language,
    actions,
    tabs,
    path: file.path,
    onRun: run,
    onFormat: () => void editor.current?.format(),
    onNewRule,
    onSplit: () =>
      beside.show(second === undefined ? (tabs.tabs.findLast((path) => path !== file.path) ?? null) : null),
    onOpen,
  });
  const first = (
    <EditorPane
      file={file}
      text={text}
      draft={states.get(file.path)}
      others={others}
      editable={editable}
      language={language}
      caret={caret}
      primary
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
      rate={rate}
      onPanel={show}
      onCaret={setCaretOffset}
      onSound={setSound}
      editor={editor}
    />
  );
  return (
    <Panes id="panels" size="65%" least={["420px", "300px"]}>
      <div className={classes["center"]}>
        <FileTabs
          tabs={tabs.tabs}
          files={originals}
          open={file.path}
          changed={changed}
          onSelect={tabs.select}
          onClose={tabs.close}
        />
        {second === undefined ? (
          first
        ) : (
          <Panes id="split" size="50%" least={["240px", "240px"]}>
            {first}
            <BesideFile
              file={second}
              files={originals}
              choices={tabs.tabs.filter((path) => path !== file.path)}
              editable={editable}
              language={language}
              onChoose={beside.show}
              onClose={() => beside.show(null)}
              onOpen={onOpen}
            />
          </Panes>
        )}
      </div>
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
    </Panes>
  );
}

/** The same list while its files are the same ones: new drafts are made anew with every keystroke. */
function useStable(files: readonly PackFile[]): readonly PackFile[] {
  const last = useRef(files);
  const isSame =
    files.length === last.current.length &&
    files.every((file, index) => {
      const before = last.current[index];
      return file === before || (isNewFile(file) && file.path === before?.path && titles(file) === titles(before));
    });
  if (!isSame) last.current = files;
  return last.current;
}

const titles = ({ rules }: PackFile): string => rules.map(({ id, title }) => `${id} ${title}`).join("\n");
