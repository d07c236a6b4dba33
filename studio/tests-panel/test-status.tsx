import { IconAlertTriangle, IconCheck, IconX } from "@tabler/icons-react";
import type { TestCase } from "../../api/index.ts";
import { text as words } from "../text/text.ts";
import classes from "./tests-panel.module.css";

export interface TestStatusProps {
  readonly status: TestCase["status"];
}

const ICONS = { passed: IconCheck, failed: IconX, differs: IconAlertTriangle } as const;

/** A sign and a word: never a colour alone. */
export function TestStatus({ status }: TestStatusProps) {
  const Icon = ICONS[status];
  return (
    <span className={classes["status"]} data-status={status}>
      <Icon size={16} aria-hidden="true" />
      {words.testsPanel.status[status]}
    </span>
  );
}
