import { Badge, Button, CopyButton, Group, Title, Tooltip } from "@mantine/core";
import { IconArrowBackUp, IconCheck, IconCopy, IconWand } from "@tabler/icons-react";
import type { PackFile } from "../../api/index.ts";
import { text as words } from "../text/text.ts";
import classes from "./workbench.module.css";

export interface EditorBarProps {
  readonly file: PackFile;
  /** As it stands in the editor. */
  readonly text: string;
  /** The language service is there to format. */
  readonly ready: boolean;
  readonly onFormat: () => void;
  readonly onRevert: () => void;
}

/** What is open, and what can be done with its text. */
export function EditorBar({ file, text, ready, onFormat, onRevert }: EditorBarProps) {
  const rule = file.rules[0];
  return (
    <div className={classes["bar"]}>
      <div className={classes["name"]}>
        <Title order={1} size="h4" className={classes["title"]}>
          {rule === undefined ? file.path : `${rule.id} ${rule.title}`}
        </Title>
        <Group gap="xs" className={classes["path"]}>
          <span>{file.path}</span>
          <span>{file.builtin ? words.editor.builtin : words.editor.own}</span>
          {text !== file.text && (
            <Tooltip label={words.editor.draftHint} multiline w={260}>
              <Badge size="sm" variant="outline" color="yellow" className={classes["draft"]} tabIndex={0}>
                {words.editor.draft}
              </Badge>
            </Tooltip>
          )}
        </Group>
      </div>
      <Group gap={6} wrap="nowrap">
        {text !== file.text && (
          <Button
            size="xs"
            variant="subtle"
            leftSection={<IconArrowBackUp size={16} aria-hidden="true" />}
            onClick={onRevert}
          >
            {words.editor.revert}
          </Button>
        )}
        <CopyButton value={text}>
          {({ copied, copy }) => (
            <Button
              size="xs"
              variant="default"
              leftSection={
                copied ? <IconCheck size={16} aria-hidden="true" /> : <IconCopy size={16} aria-hidden="true" />
              }
              onClick={copy}
            >
              {copied ? words.common.copied : words.common.copy}
            </Button>
          )}
        </CopyButton>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconWand size={16} aria-hidden="true" />}
          disabled={!ready}
          onClick={onFormat}
          title={words.editor.formatKeys}
        >
          {words.editor.format}
        </Button>
      </Group>
    </div>
  );
}
