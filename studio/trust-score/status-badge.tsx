import { IconAlertTriangle, IconBan, IconCircleCheck, IconCircleDashed, type TablerIcon } from "@tabler/icons-react";
import type { UserStatus } from "../../api/index.ts";
import { text } from "../text/text.ts";
import classes from "./status-badge.module.css";

const ICONS: Readonly<Record<UserStatus, TablerIcon>> = {
  normal: IconCircleDashed,
  in_review: IconAlertTriangle,
  blacklisted: IconBan,
  whitelisted: IconCircleCheck,
};

export interface StatusBadgeProps {
  readonly status: UserStatus;
}

/** Where a user stands: an icon and a word, coloured only in addition. */
export function StatusBadge({ status }: StatusBadgeProps) {
  const Icon = ICONS[status];
  return (
    <span className={classes["badge"]} data-status={status}>
      <Icon size={14} aria-hidden="true" />
      {text.status[status]}
    </span>
  );
}
