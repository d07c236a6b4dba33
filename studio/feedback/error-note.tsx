import { Alert, Button } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { text } from "../text/text.ts";
import { sentenceOf } from "./sentence-of.ts";

export interface ErrorNoteProps {
  readonly error: unknown;
  readonly onRetry?: (() => void) | undefined;
}

/** A failed request inside a panel: what happened and the way out. */
export function ErrorNote({ error, onRetry }: ErrorNoteProps) {
  return (
    <Alert
      role="alert"
      color="red"
      variant="light"
      icon={<IconAlertTriangle aria-hidden="true" />}
      title={text.errors.title}
    >
      {sentenceOf(error)}
      {onRetry !== undefined && (
        <Button mt="xs" size="xs" variant="default" display="block" onClick={onRetry}>
          {text.common.retry}
        </Button>
      )}
    </Alert>
  );
}
