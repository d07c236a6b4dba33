import { Button, Group, Modal, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import type { PackFile } from "../../api/index.ts";
import { text as words } from "../text/text.ts";
import { OWN_FOLDER } from "./own-rules.ts";

export interface RenameDialogProps {
  readonly file: PackFile;
  readonly files: readonly PackFile[];
  readonly onRename: (to: string) => void;
  readonly onClose: () => void;
}

/** Asks for another name of an own file, in its folder or another one below it. */
export function RenameDialog({ file, files, onRename, onClose }: RenameDialogProps) {
  const [name, setName] = useState(file.path.slice(OWN_FOLDER.length));
  const to = OWN_FOLDER + name;
  const isTaken = files.some(({ path }) => path === to);
  const isName = /^(?!\.)[^/\\:]+(?:\/(?!\.)[^/\\:]+)*\.tocsin$/.test(name);
  return (
    <Modal
      opened
      onClose={onClose}
      title={words.workspace.rename}
      closeButtonProps={{ "aria-label": words.common.close }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onRename(to);
        }}
      >
        <TextInput
          label={words.workspace.fileName}
          description={words.workspace.fileNameHint}
          value={name}
          maxLength={280}
          onChange={(event) => setName(event.currentTarget.value)}
          error={isTaken && to !== file.path ? words.workspace.taken : undefined}
          data-autofocus
        />
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={onClose}>
            {words.common.cancel}
          </Button>
          <Button type="submit" disabled={isTaken || !isName}>
            {words.workspace.rename}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}

export interface RemoveDialogProps {
  readonly file: PackFile;
  readonly onRemove: () => void;
  readonly onClose: () => void;
}

export function RemoveDialog({ file, onRemove, onClose }: RemoveDialogProps) {
  return (
    <Modal
      opened
      onClose={onClose}
      title={words.workspace.remove}
      closeButtonProps={{ "aria-label": words.common.close }}
    >
      <Text size="sm">{words.workspace.removeQuestion(file.path)}</Text>
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={onClose} data-autofocus>
          {words.common.cancel}
        </Button>
        <Button color="red" onClick={onRemove}>
          {words.workspace.remove}
        </Button>
      </Group>
    </Modal>
  );
}
