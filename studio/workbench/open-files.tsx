import { useCallback, useState } from "react";
import type { PackFile } from "../../api/index.ts";
import type { MatchRate, MatchRates } from "../editor/rule-editor.tsx";
import type { LanguageState } from "../language/use-language-client.ts";
import { BesideBar } from "./beside-bar.tsx";
import { FileTabs } from "./file-tabs.tsx";
import { FileWork } from "./file-work.tsx";
import { Panes } from "./panes.tsx";
import type { Place } from "./use-open-place.ts";
import type { Split } from "./use-split.ts";
import type { OpenTabs } from "./use-tabs.ts";
import classes from "./workbench.module.css";

export interface OpenFilesProps {
  /** That the address names. */
  readonly file: PackFile;
  /** All files as the server has them. */
  readonly originals: readonly PackFile[];
  readonly changed: ReadonlySet<string>;
  readonly editable: boolean;
  readonly language: LanguageState;
  /** Where the author goes in a file. */
  readonly target: Place | null;
  readonly split: Split;
  readonly tabs: OpenTabs;
  readonly onNewRule: () => void;
  readonly onOpen: (path: string, offset: number) => void;
}

/** The open file, a second one beside it if wanted, and the panels of that one which the author works on. */
export function OpenFiles(props: OpenFilesProps) {
  const { file, originals, changed, editable, language, target, split, tabs, onNewRule, onOpen } = props;
  const { second, isSecond, workOn, show } = split;
  const [side, setSide] = useState<HTMLElement | null>(null);
  const { rates, noteRate } = useRates();
  const endSplit = () => show(null);
  const shared = { originals, editable, language, split: second !== undefined, side, rates, onRate: noteRate, onOpen };
  const view = {
    tabs,
    onNewRule,
    onSplit: () => (second === undefined ? show(tabs.tabs.findLast((path) => path !== file.path) ?? null) : endSplit()),
    onOpen,
  };
  const first = (
    <FileWork
      {...shared}
      file={file}
      caret={offsetIn(target, file.path)}
      primary
      focused={!isSecond}
      onFocus={() => workOn("first")}
      view={{ ...view, onClose: () => tabs.close(file.path) }}
      onReplace={onOpen}
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
            <div className={classes["beside"]}>
              <BesideBar
                path={second.path}
                choices={tabs.tabs.filter((path) => path !== file.path)}
                onChoose={show}
                onClose={endSplit}
              />
              <FileWork
                {...shared}
                key={second.path}
                file={second}
                caret={offsetIn(target, second.path)}
                primary={false}
                focused={isSecond}
                onFocus={() => workOn("second")}
                view={{ ...view, onClose: endSplit }}
                onReplace={show}
              />
            </div>
          </Panes>
        )}
      </div>
      <div className={classes["side"]} data-tour="panels" ref={setSide} />
    </Panes>
  );
}

const offsetIn = (target: Place | null, path: string): number | null => (target?.path === path ? target.offset : null);

/** Of the last dry-run of each open file. */
function useRates() {
  const [rates, setRates] = useState<MatchRates>(new Map());
  const noteRate = useCallback((path: string, rate: MatchRate | null) => {
    setRates((before) => {
      const after = new Map(before);
      if (rate === null) after.delete(path);
      else after.set(path, rate);
      return after;
    });
  }, []);
  return { rates, noteRate };
}
