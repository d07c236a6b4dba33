import { Button, Group, Modal, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import type { PackFile } from "../../api/index.ts";
import { text as words } from "../text/text.ts";
import { freeRuleId, ownPath, ruleTemplate } from "./own-rules.ts";

export interface NewRuleDialogProps {
  readonly opened: boolean;
  readonly files: readonly PackFile[];
  /** The file begins as a draft. */
  readonly onCreate: (path: string, text: string) => void;
  readonly onClose: () => void;
}

/** Asks for a title; id and file name follow. */
export function NewRuleDialog({ opened, files, onCreate, onClose }: NewRuleDialogProps) {
  const [title, setTitle] = useState("");
  const id = freeRuleId(files);
  const path = ownPath(id, title);
  const isTaken = files.some((file) => file.path === path);
  const create = () => {
    onCreate(path, ruleTemplate(id, title.trim()));
    setTitle("");
    onClose();
  };
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={words.workspace.newRule}
      closeButtonProps={{ "aria-label": words.common.close }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          create();
        }}
      >
        <TextInput
          label={words.workspace.ruleTitle}
          description={words.workspace.ruleTitleHint}
          value={title}
          maxLength={120}
          onChange={(event) => setTitle(event.currentTarget.value)}
          error={isTaken ? words.workspace.taken : undefined}
          data-autofocus
        />
        <Text size="sm" c="dimmed" mt="xs">
          {path}
        </Text>
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={onClose}>
            {words.common.cancel}
          </Button>
          <Button type="submit" disabled={title.trim() === "" || isTaken}>
            {words.workspace.create}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
