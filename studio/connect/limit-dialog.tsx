import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useState, type SubmitEvent } from "react";
import type { Key } from "../../api/index.ts";
import { ErrorNote } from "../feedback/error-note.tsx";
import { text } from "../text/text.ts";
import { choiceOf, sentLimit } from "./limit-choice.ts";
import { LimitFields } from "./limit-fields.tsx";
import { useLimitKey } from "./use-limit-key.ts";

export interface LimitDialogProps {
  readonly app: string;
  /** The key whose limit is to change; null when none is. */
  readonly limited: Key | null;
  readonly onClose: () => void;
}

/** Changes the limit of a key. */
export function LimitDialog({ app, limited, onClose }: LimitDialogProps) {
  return (
    <Modal
      opened={limited !== null}
      onClose={onClose}
      title={limited === null ? undefined : text.connect.limitNamed(limited.name)}
      closeButtonProps={{ "aria-label": text.common.close }}
      centered
    >
      {limited !== null && <LimitForm key={limited.id} app={app} limited={limited} onClose={onClose} />}
    </Modal>
  );
}

function LimitForm({ app, limited, onClose }: LimitDialogProps & { readonly limited: Key }) {
  const change = useLimitKey(app);
  const [choice, setChoice] = useState(() => choiceOf(limited.rateLimit));
  const limit = sentLimit(choice);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (limit === null) return;
    change.mutate(
      { id: limited.id, limit },
      {
        onSuccess: () => {
          onClose();
          notifications.show({ message: text.connect.limitChanged(limited.name) });
        },
      },
    );
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <Text>{text.connect.limitHint}</Text>
        <LimitFields value={choice} onChange={setChoice} />
        {change.isError && <ErrorNote error={change.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {text.common.cancel}
          </Button>
          <Button type="submit" loading={change.isPending} disabled={limit === null}>
            {text.connect.setLimit}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
