import { CloseButton, NativeSelect } from "@mantine/core";
import { text as words } from "../text/text.ts";
import classes from "./workbench.module.css";

export interface BesideBarProps {
  readonly path: string;
  /** What else may stand here, by path. */
  readonly choices: readonly string[];
  readonly onChoose: (path: string) => void;
  readonly onClose: () => void;
}

/** Above the second file of a split view: which one it is, and the way out. */
export function BesideBar({ path, choices, onChoose, onClose }: BesideBarProps) {
  return (
    <div className={classes["besideBar"]}>
      <NativeSelect
        size="xs"
        flex={1}
        aria-label={words.workspace.beside}
        data={[...new Set([path, ...choices])]}
        value={path}
        onChange={(event) => onChoose(event.currentTarget.value)}
      />
      <CloseButton size="sm" aria-label={words.workspace.closeBeside} onClick={onClose} />
    </div>
  );
}
