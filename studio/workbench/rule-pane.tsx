import { Button, Drawer } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconList } from "@tabler/icons-react";
import { useEffect, type ReactNode } from "react";
import type { PackFile } from "../../api/index.ts";
import { PresetPicker } from "../presets/preset-picker.tsx";
import { RuleList } from "../rule-list/rule-list.tsx";
import { text } from "../text/text.ts";
import classes from "./workbench.module.css";

export interface RulePaneProps {
  readonly files: readonly PackFile[];
  readonly open: PackFile | undefined;
  readonly changed: ReadonlySet<string>;
  readonly onNewRule: () => void;
  /** Below the list. */
  readonly children?: ReactNode;
}

/** The list beside the editor; where there is no room for it, a button opens it over the page. */
export function RulePane({ files, open, changed, onNewRule, children }: RulePaneProps) {
  const [shown, { open: show, close }] = useDisclosure(false);
  const path = open?.path;
  useEffect(close, [path, close]);
  const list = <RuleList files={files} open={path} changed={changed} onNewRule={onNewRule} />;
  return (
    <>
      <div className={classes["narrowBar"]} data-tour="rules">
        <Button
          variant="default"
          size="sm"
          className={classes["choose"]}
          leftSection={<IconList size={16} aria-hidden="true" />}
          onClick={show}
        >
          {text.rules.choose}
        </Button>
        <span>{open?.rules[0]?.title}</span>
      </div>
      <div className={classes["rules"]} data-tour="rules">
        <div className={classes["preset"]}>
          <PresetPicker />
        </div>
        {list}
        {children}
      </div>
      <Drawer
        opened={shown}
        onClose={close}
        title={text.rules.title}
        closeButtonProps={{ "aria-label": text.common.close }}
        padding="sm"
      >
        <div className={classes["preset"]}>
          <PresetPicker />
        </div>
        {list}
      </Drawer>
    </>
  );
}
