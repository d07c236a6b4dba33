import { Text } from "@mantine/core";
import type { TablerIcon } from "@tabler/icons-react";
import type { ReactNode } from "react";
import classes from "./empty-note.module.css";

export interface EmptyNoteProps {
  readonly icon: TablerIcon;
  readonly title: string;
  /** What would stand here, and how it gets here. */
  readonly hint?: string;
  /** A button or a link that begins it. */
  readonly children?: ReactNode;
}

/** Stands where there is nothing yet: what is missing, and the way to it. */
export function EmptyNote({ icon: Icon, title, hint, children }: EmptyNoteProps) {
  return (
    <div className={classes["empty"]}>
      <span className={classes["icon"]}>
        <Icon size={20} stroke={1.75} aria-hidden="true" />
      </span>
      <Text fw={600}>{title}</Text>
      {hint !== undefined && (
        <Text size="sm" c="dimmed" maw="46ch">
          {hint}
        </Text>
      )}
      {children !== undefined && <div className={classes["way"]}>{children}</div>}
    </div>
  );
}
