import { Button, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { text } from "../text/text.ts";
import classes from "./error-note.module.css";
import { sentenceOf } from "./sentence-of.ts";

export interface ErrorNoteProps {
  readonly error: unknown;
  readonly onRetry?: (() => void) | undefined;
}

/** A failed request inside a panel: what happened and the way out. */
export function ErrorNote({ error, onRetry }: ErrorNoteProps) {
  return (
    <div role="alert" className={classes["note"]}>
      <IconAlertTriangle size={20} aria-hidden="true" className={classes["icon"]} />
      <Text fw={600}>{text.errors.title}</Text>
      <Text size="sm">{sentenceOf(error)}</Text>
      {onRetry !== undefined && (
        <Button size="xs" variant="default" onClick={onRetry}>
          {text.common.retry}
        </Button>
      )}
    </div>
  );
}
