import { Skeleton, Tabs } from "@mantine/core";
import { lazy, Suspense, useCallback, useEffect, useState, type RefObject } from "react";
import type { PackFile } from "../../api/index.ts";
import { DryRunPanel } from "../dry-run/dry-run-panel.tsx";
import { SavedRun } from "../dry-run/saved-run.tsx";
import type { DryRun, Scope } from "../dry-run/use-dry-run.ts";
import type { EditorMark } from "../editor/editor-marks.ts";
import type { Live } from "../dry-run/use-live.ts";
import type { RuleEditorHandle } from "../editor/rule-editor.tsx";
import { text as words } from "../text/text.ts";
import { useOpenUser } from "../user/use-open-user.ts";
import { isPanel, PANELS } from "./panels.ts";
import { usePanel } from "./use-panel.ts";
import type { SavedRunLink } from "./use-saved-run.ts";
import { useWho } from "./use-who.ts";
import classes from "./side-panel.module.css";

const TestsPanel = lazy(async () => ({ default: (await import("../tests-panel/tests-panel.tsx")).TestsPanel }));
const ExplainPanel = lazy(async () => ({
  default: (await import("../explain-panel/explain-panel.tsx")).ExplainPanel,
}));
const CompiledPanel = lazy(async () => ({
  default: (await import("../compiled-panel/compiled-panel.tsx")).CompiledPanel,
}));

export interface SidePanelProps {
  readonly file: PackFile;
  /** Says which file it is about: of a split view. */
  readonly titled: boolean;
  /** As it stands in the editor. */
  readonly text: string;
  /** The file's first rule; null when it declares none. */
  readonly rule: string | null;
  /** Where the caret is, as a UTF-16 offset. */
  readonly caret: number;
  /** Null until the editor has arrived. */
  readonly editor: RefObject<RuleEditorHandle | null>;
  readonly dryRun: DryRun;
  readonly live: Live;
  /** Null beside a file that no link leads to. */
  readonly savedRun: SavedRunLink | null;
  readonly scope: Scope;
  readonly moment: string;
  readonly onScope: (scope: Scope) => void;
  readonly onMoment: (moment: string) => void;
  /** Goes to a place in another file. */
  readonly onOpen: (path: string, offset: number) => void;
}

/** What is known of the open file, a tab for each way of looking at it. */
export function SidePanel(props: SidePanelProps) {
  const { panel, show } = usePanel();
  const { file, titled } = props;
  const [rule] = file.rules;
  return (
    <>
      {titled && (
        <p className={classes["about"]} role="status">
          {words.panels.about(rule === undefined ? file.path : `${rule.id} ${rule.title}`)}
        </p>
      )}
      <Tabs
        value={panel}
        onChange={(next) => isPanel(next) && show(next)}
        keepMounted={false}
        className={classes["panels"]}
      >
        <Tabs.List aria-label={words.panels.title} className={classes["tabs"]}>
          {PANELS.map((name) => (
            <Tabs.Tab key={name} value={name}>
              {words.panels.names[name]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={panel}>
          <Suspense fallback={<Skeleton h={240} m="md" role="status" aria-label={words.common.loading} />}>
            <ShownPanel {...props} />
          </Suspense>
        </Tabs.Panel>
      </Tabs>
    </>
  );
}

function ShownPanel(props: SidePanelProps) {
  const { file, rule, text, caret, editor, dryRun, live, savedRun, scope, moment, onScope, onMoment, onOpen } = props;
  const { panel, show } = usePanel();
  // Whom the author wants a test of; another panel forgets it.
  const [tested, setTested] = useState<string | null>(null);
  useEffect(() => {
    if (panel !== "tests") setTested(null);
  }, [panel]);
  const { who, explain } = useWho();
  const openUser = useOpenUser();
  switch (panel) {
    case "dry-run":
      return (
        <DryRunPanel
          path={file.path}
          live={live}
          saved={
            savedRun !== null &&
            savedRun.id !== null && (
              <SavedRun
                id={savedRun.id}
                path={file.path}
                text={text}
                isDraft={text !== file.text}
                onAsk={savedRun.ask}
                onClose={savedRun.close}
              />
            )
          }
          rule={rule}
          text={text}
          scope={scope}
          moment={moment}
          dryRun={dryRun}
          onScope={onScope}
          onMoment={onMoment}
          onOpenUser={openUser}
          onExplain={explain}
          onTest={(name) => {
            setTested(name);
            show("tests");
          }}
        />
      );
    case "explain":
      return (
        <ExplainPanel
          path={file.path}
          text={text}
          rule={rule}
          user={who}
          moment={moment}
          onUser={explain}
          onMoment={onMoment}
          onGo={({ file: path, start }) => (path === file.path ? editor.current?.reveal(start) : onOpen(path, start))}
          onOpenUser={openUser}
        />
      );
    case "tests":
      return <TestsOfFile path={file.path} text={text} rule={rule} user={tested} editor={editor} />;
    case "compiled":
      return <CompiledPanel key={file.path} path={file.path} text={text} rule={rule} caret={caret} editor={editor} />;
  }
}

interface TestsOfFileProps extends Pick<SidePanelProps, "text" | "rule" | "editor"> {
  readonly path: string;
  readonly user: string | null;
}

function TestsOfFile({ path, text, rule, user, editor }: TestsOfFileProps) {
  const mark = useCallback(
    (marks: readonly EditorMark[]) => {
      editor.current?.mark("tests", marks);
      return editor.current !== null;
    },
    [editor],
  );
  return (
    <TestsPanel
      path={path}
      text={text}
      rule={rule}
      user={user}
      onEdit={(fix) => editor.current?.fix(fix)}
      onReveal={(offset) => editor.current?.reveal(offset)}
      onMark={mark}
    />
  );
}
