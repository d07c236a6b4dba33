import { useCallback, useState } from "react";
import type { PackFile } from "../../api/index.ts";
import type { MatchRate, MatchRates } from "../editor/rule-editor.tsx";
import type { LanguageState } from "../language/use-language-client.ts";
import { BesideBar } from "./beside-bar.tsx";
import { FileTabs } from "./file-tabs.tsx";
import { FileWork } from "./file-work.tsx";
import { Panes } from "./panes.tsx";
import { useBeside } from "./use-beside.ts";
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
  readonly caret: number | null;
  readonly tabs: OpenTabs;
  readonly onNewRule: () => void;
  readonly onOpen: (path: string, offset: number) => void;
}

/** The open file, a second one beside it if wanted, and the panels of that one which the author works on. */
export function OpenFiles(props: OpenFilesProps) {
  const { file, originals, changed, editable, language, caret, tabs, onNewRule, onOpen } = props;
  const beside = useBeside();
  const second = beside.path === file.path ? undefined : originals.find(({ path }) => path === beside.path);
  const [last, setLast] = useState<"first" | "second">("first");
  const isSecond = second !== undefined && last === "second";
  const [side, setSide] = useState<HTMLElement | null>(null);
  const { rates, noteRate } = useRates();
  const endSplit = () => beside.show(null);
  const shared = { originals, editable, language, split: second !== undefined, side, rates, onRate: noteRate, onOpen };
  const view = {
    tabs,
    onNewRule,
    onSplit: () =>
      second === undefined ? beside.show(tabs.tabs.findLast((path) => path !== file.path) ?? null) : endSplit(),
    onOpen,
  };
  const first = (
    <FileWork
      {...shared}
      file={file}
      caret={caret}
      primary
      focused={!isSecond}
      onFocus={() => setLast("first")}
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
                onChoose={beside.show}
                onClose={endSplit}
              />
              <FileWork
                {...shared}
                key={second.path}
                file={second}
                caret={null}
                primary={false}
                focused={isSecond}
                onFocus={() => setLast("second")}
                view={{ ...view, onClose: endSplit }}
                onReplace={beside.show}
              />
            </div>
          </Panes>
        )}
      </div>
      <div className={classes["side"]} data-tour="panels" ref={setSide} />
    </Panes>
  );
}

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
