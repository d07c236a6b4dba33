import { CloseButton } from "@mantine/core";
import { useEffect, useRef } from "react";
import type { PackFile } from "../../api/index.ts";
import { text as words } from "../text/text.ts";
import classes from "./file-tabs.module.css";
import type { Tabs } from "./tabs.ts";

export interface FileTabsProps {
  readonly tabs: Tabs;
  readonly files: readonly PackFile[];
  readonly open: string;
  readonly changed: ReadonlySet<string>;
  readonly onSelect: (path: string) => void;
  readonly onClose: (path: string) => void;
}

/** The open files: a click shows one, a middle click or its button closes it. */
export function FileTabs({ tabs, files, open, changed, onSelect, onClose }: FileTabsProps) {
  const shown = useRef<HTMLLIElement>(null);
  // In braces: some browsers answer with a promise, which is no way to end an effect.
  useEffect(() => {
    shown.current?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [open]);
  return (
    <nav aria-label={words.workspace.openFiles} className={classes["tabs"]}>
      <ul className={classes["list"]}>
        {tabs.map((path) => {
          const name = nameOf(path, files);
          return (
            <li key={path} ref={path === open ? shown : null} className={classes["tab"]} data-open={path === open}>
              <button
                type="button"
                className={classes["name"]}
                title={path}
                aria-current={path === open ? "page" : undefined}
                onClick={() => onSelect(path)}
                onAuxClick={(event) => {
                  if (event.button === 1) onClose(path);
                }}
              >
                {name}
                {changed.has(path) && (
                  <span
                    className={classes["dirty"]}
                    role="img"
                    aria-label={words.rules.changed}
                    title={words.rules.changed}
                  />
                )}
              </button>
              {tabs.length > 1 && (
                <CloseButton
                  size={24}
                  iconSize={14}
                  aria-label={words.workspace.closeTab(name)}
                  onClick={() => onClose(path)}
                />
              )}
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

/** A rule's id, or the end of the path. */
function nameOf(path: string, files: readonly PackFile[]): string {
  return files.find((file) => file.path === path)?.rules[0]?.id ?? path.slice(path.lastIndexOf("/") + 1);
}
