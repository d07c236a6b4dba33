import { Text } from "@mantine/core";
import { text } from "../text/text.ts";
import { BellMark } from "../theme/bell-mark.tsx";
import classes from "./workbench.module.css";

export interface FileNotFoundProps {
  /** The path of the address; undefined when the pack has no file at all. */
  readonly path: string | undefined;
}

export function FileNotFound({ path }: FileNotFoundProps) {
  return (
    <div className={classes["nothing"]} role="status">
      <BellMark size={40} />
      <Text c="dimmed">{path === undefined ? text.rules.emptyPack : text.editor.notFound(path)}</Text>
    </div>
  );
}
