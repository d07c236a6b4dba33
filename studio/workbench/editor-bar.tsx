import { ActionIcon, Badge, Button, CopyButton, Group, Menu, Title, Tooltip } from "@mantine/core";
import {
  IconArrowBackUp,
  IconCheck,
  IconCopy,
  IconDeviceFloppy,
  IconDots,
  IconFileExport,
  IconFilePlus,
  IconLock,
  IconPencil,
  IconTrash,
  IconWand,
} from "@tabler/icons-react";
import type { PackFile } from "../../api/index.ts";
import type { DraftStatus } from "../drafts/draft-sync.ts";
import { text as words } from "../text/text.ts";
import { isNewFile } from "./overlay-files.ts";
import classes from "./workbench.module.css";

export interface EditorBarProps {
  readonly file: PackFile;
  /** As it stands in the editor. */
  readonly text: string;
  /** Of the draft; undefined when there is none. */
  readonly status: DraftStatus | undefined;
  /** The language service is there to format. */
  readonly ready: boolean;
  /** Own rules can be saved in their folder. */
  readonly editable: boolean;
  readonly saving: boolean;
  readonly onFormat: () => void;
  readonly onRevert: () => void;
  readonly onSave: () => void;
  readonly onSaveAsOwn: () => void;
  readonly onExport: () => void;
  readonly onRename: () => void;
  readonly onRemove: () => void;
}

/** What is open, and what can be done with its text. */
export function EditorBar(props: EditorBarProps) {
  const { file, text, status, ready, editable, saving, onFormat, onRevert, onSave, onSaveAsOwn } = props;
  const rule = file.rules[0];
  const isNew = isNewFile(file);
  const isChanged = text !== file.text || isNew;
  const isOwn = !file.builtin;
  return (
    <div className={classes["bar"]}>
      <div className={classes["name"]}>
        <Title order={1} size="h4" className={classes["title"]}>
          {rule === undefined ? file.path : `${rule.id} ${rule.title}`}
        </Title>
        <Group gap="xs" className={classes["path"]}>
          <span>{file.path}</span>
          {isOwn ? (
            <span>{words.editor.own}</span>
          ) : (
            <Tooltip label={words.workspace.readOnlyHint} multiline w={260}>
              <span className={classes["readOnly"]} tabIndex={0}>
                <IconLock size={12} aria-hidden="true" />
                {words.editor.builtin}
              </span>
            </Tooltip>
          )}
          {isChanged && (
            <Tooltip label={hintOf(file, editable)} multiline w={260}>
              <Badge size="sm" variant="outline" color="yellow" className={classes["draft"]} tabIndex={0}>
                {words.editor.draft}
              </Badge>
            </Tooltip>
          )}
          {isChanged && (
            <span role="status" className={classes["status"]}>
              {words.workspace.status[status ?? "saved"]}
            </span>
          )}
        </Group>
      </div>
      <Group gap={6}>
        {isChanged && (
          <Button
            size="xs"
            variant="subtle"
            leftSection={<IconArrowBackUp size={16} aria-hidden="true" />}
            onClick={onRevert}
          >
            {isNew ? words.workspace.discard : words.editor.revert}
          </Button>
        )}
        <CopyButton value={text}>
          {({ copied, copy }) => (
            <Tooltip label={copied ? words.common.copied : words.editor.copy}>
              <ActionIcon
                variant="default"
                size={30}
                onClick={copy}
                aria-label={copied ? words.common.copied : words.common.copy}
              >
                {copied ? <IconCheck size={16} aria-hidden="true" /> : <IconCopy size={16} aria-hidden="true" />}
              </ActionIcon>
            </Tooltip>
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
        {isOwn && editable && (
          <Button
            size="xs"
            leftSection={<IconDeviceFloppy size={16} aria-hidden="true" />}
            disabled={!isChanged}
            loading={saving}
            onClick={onSave}
            title={words.workspace.saveKeys}
          >
            {words.workspace.save}
          </Button>
        )}
        {file.builtin && isChanged && rule !== undefined && (
          <Button
            size="xs"
            variant="default"
            leftSection={<IconFilePlus size={16} aria-hidden="true" />}
            onClick={onSaveAsOwn}
          >
            {words.workspace.saveAsOwn}
          </Button>
        )}
        <MoreMenu {...props} />
      </Group>
    </div>
  );
}

function MoreMenu({ file, editable, onExport, onRename, onRemove, onSaveAsOwn }: EditorBarProps) {
  const isOnDisk = !file.builtin && !isNewFile(file);
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="default" size={30} aria-label={words.workspace.more}>
          <IconDots size={16} aria-hidden="true" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconFileExport size={16} aria-hidden="true" />} onClick={onExport}>
          {words.workspace.exportPatch}
        </Menu.Item>
        {file.rules[0] !== undefined && (
          <Menu.Item leftSection={<IconFilePlus size={16} aria-hidden="true" />} onClick={onSaveAsOwn}>
            {words.workspace.copyAsOwn}
          </Menu.Item>
        )}
        {isOnDisk && editable && (
          <>
            <Menu.Item leftSection={<IconPencil size={16} aria-hidden="true" />} onClick={onRename}>
              {words.workspace.rename}
            </Menu.Item>
            <Menu.Item color="red" leftSection={<IconTrash size={16} aria-hidden="true" />} onClick={onRemove}>
              {words.workspace.remove}
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

function hintOf(file: PackFile, editable: boolean): string {
  if (file.builtin) return words.workspace.builtinDraft;
  return editable ? words.workspace.ownDraft : words.workspace.ownDraftReadOnly;
}
