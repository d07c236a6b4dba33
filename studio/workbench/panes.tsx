import { useMediaQuery } from "@mantine/hooks";
import type { ReactNode } from "react";
import { Group, Panel, Separator, useDefaultLayout } from "react-resizable-panels";
import { text as words } from "../text/text.ts";
import classes from "./panes.module.css";

export interface PanesProps {
  /** Under which this browser keeps the widths. */
  readonly id: string;
  /** Of the first one, as `288px` or `50%`. */
  readonly size: string;
  /** The least of each. */
  readonly least: readonly [string, string];
  readonly children: readonly [ReactNode, ReactNode];
}

/** Two panes with a border that can be moved, by pointer or arrow keys; below each other, as the page has them, where there is no room. */
export function Panes({ id, size, least, children: [first, second] }: PanesProps) {
  const isWide = useMediaQuery("(min-width: 72.01em)", undefined, { getInitialValueInEffect: false });
  const { defaultLayout, onLayoutChanged } = useDefaultLayout({ id: `tocsin-${id}`, storage: localStorage });
  if (!isWide)
    return (
      <>
        {first}
        {second}
      </>
    );
  return (
    <Group className={classes["group"]} defaultLayout={defaultLayout} onLayoutChanged={onLayoutChanged}>
      <Panel id={`${id}-first`} className={classes["pane"]} defaultSize={size} minSize={least[0]}>
        {first}
      </Panel>
      <Separator className={classes["border"]} aria-label={words.workspace.resize} />
      <Panel id={`${id}-second`} className={classes["pane"]} minSize={least[1]}>
        {second}
      </Panel>
    </Group>
  );
}
