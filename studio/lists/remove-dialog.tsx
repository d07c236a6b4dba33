import { Button, Group, Modal, Stack, Text, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useState } from "react";
import { ErrorNote } from "../feedback/error-note.tsx";
import { text } from "../text/text.ts";
import { ImpactCard } from "./impact-card.tsx";
import classes from "./lists-page.module.css";
import { useRemoveEntries } from "./use-change-list.ts";

const NAMED = 8;

export interface RemoveDialogProps {
  readonly app: string;
  readonly name: string;
  readonly entries: readonly string[];
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly onRemoved: () => void;
}

/** The question before entries are taken off, with what that changes. */
export function RemoveDialog({ app, name, entries, opened, onClose, onRemoved }: RemoveDialogProps) {
  const words = text.lists.remove;
  const [reason, setReason] = useState("");
  const remove = useRemoveEntries(app, name);
  const confirm = () =>
    remove.mutate(
      { entries, reason },
      {
        onSuccess: (answer) => {
          setReason("");
          onRemoved();
          const message = answer.kind === "changed" ? words.removed(answer.entries) : words.nothing;
          notifications.show({ message });
        },
      },
    );
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={words.title}
      closeButtonProps={{ "aria-label": text.common.close }}
      size="lg"
    >
      <Stack gap="sm">
        <ul className={classes["plain"]}>
          {entries.slice(0, NAMED).map((entry) => (
            <li key={entry} className={classes["entry"]}>
              {entry}
            </li>
          ))}
          {entries.length > NAMED && (
            <Text component="li" size="sm" c="dimmed">
              {words.more(entries.length - NAMED)}
            </Text>
          )}
        </ul>
        {opened && <ImpactCard app={app} name={name} change="remove" entries={entries} />}
        <TextInput
          label={text.lists.add.reason}
          description={text.lists.add.reasonHint}
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        {remove.isError && <ErrorNote error={remove.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {text.common.cancel}
          </Button>
          <Button color="red" loading={remove.isPending} onClick={confirm}>
            {words.confirm(entries.length)}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
