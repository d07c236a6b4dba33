import { useDisclosure } from "@mantine/hooks";
import { useCallback, useMemo, useRef } from "react";
import type { Pack, PackFile, PackState } from "../../api/index.ts";
import { OpenFiles } from "./open-files.tsx";
import { Outline } from "./outline.tsx";
import { Panes } from "./panes.tsx";
import { useSplit } from "./use-split.ts";
import { useTabs } from "./use-tabs.ts";
import { BrokenNote } from "./broken-note.tsx";
import { NewRuleDialog } from "./new-rule-dialog.tsx";
import { isNewFile, withNewFiles } from "./overlay-files.ts";
import { useLanguageClient } from "../language/use-language-client.ts";
import { useDrafts } from "./drafts-provider.tsx";
import { useOpenPlace } from "./use-open-place.ts";
import { RulePane } from "./rule-pane.tsx";
import { FileNotFound } from "./file-not-found.tsx";
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
  const { target, openPlace, goTo } = useOpenPlace();
  const paths = useMemo(() => new Set(files.map((each) => each.path)), [files]);
  const tabs = useTabs(
    path,
    useCallback((each: string) => paths.has(each), [paths]),
  );
  const split = useSplit(path, files);
  const worked = split.isSecond ? split.second : file;
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
            {worked !== undefined && (
              <Outline
                client={language.client}
                path={worked.path}
                text={drafts.get(worked.path) ?? worked.text}
                onReveal={(offset) => goTo(worked.path, offset)}
              />
            )}
          </RulePane>
          {file === undefined ? (
            <FileNotFound path={path} />
          ) : (
            <OpenFiles
              key={file.path}
              file={file}
              originals={files}
              changed={changed}
              editable={editable}
              language={language}
              target={target}
              split={split}
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
