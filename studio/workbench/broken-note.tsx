import { Alert, Anchor, List } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import type { PackState } from "../../api/index.ts";
import { text as words } from "../text/text.ts";
import classes from "./notes.module.css";

export interface BrokenNoteProps {
  readonly broken: NonNullable<PackState["broken"]>;
  readonly onOpen: (path: string, offset: number) => void;
}

const MOST = 5;

/** The folder's files do not run: what is wrong with them, and that the last good ones do. */
export function BrokenNote({ broken: { reason, diagnostics }, onOpen }: BrokenNoteProps) {
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  return (
    <Alert
      role="alert"
      color="red"
      variant="light"
      radius={0}
      icon={<IconAlertTriangle aria-hidden="true" />}
      title={words.workspace.broken}
      className={classes["broken"]}
    >
      {errors.length === 0 ? (
        reason
      ) : (
        <List size="sm" spacing={2}>
          {errors.slice(0, MOST).map(({ code, message, span }) => (
            <List.Item key={`${span.file}:${span.start}:${code}`}>
              <Anchor component="button" type="button" size="sm" onClick={() => onOpen(span.file, span.start)}>
                {span.file}
              </Anchor>
              {`: ${code} ${message}`}
            </List.Item>
          ))}
        </List>
      )}
      {errors.length > MOST && words.workspace.moreErrors(errors.length - MOST)}
    </Alert>
  );
}
