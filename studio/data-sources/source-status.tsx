import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleDashed,
  IconCircleOff,
  type TablerIcon,
} from "@tabler/icons-react";
import type { DataSource } from "../../api/index.ts";
import { text } from "../text/text.ts";
import classes from "./data-sources-page.module.css";

const ICONS: Readonly<Record<DataSource["status"], TablerIcon>> = {
  ready: IconCircleCheck,
  stale: IconAlertTriangle,
  absent: IconCircleDashed,
  disabled: IconCircleOff,
};

export interface SourceStatusProps {
  readonly source: DataSource;
}

/** Whether a source answers, and which of its facts it can no longer deny; coloured only in addition. */
export function SourceStatus({ source: { status, stale } }: SourceStatusProps) {
  const Icon = ICONS[status];
  return (
    <>
      <span className={classes["status"]} data-status={status}>
        <Icon size={14} aria-hidden="true" />
        {text.dataSources.status[status]}
      </span>
      {stale.length > 0 && <span className={classes["note"]}>{text.dataSources.staleFacts(stale)}</span>}
    </>
  );
}
