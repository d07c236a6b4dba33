import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import type { Webhook } from "../../api/index.ts";
import { ErrorNote } from "../feedback/error-note.tsx";
import { text } from "../text/text.ts";
import { useRemoveWebhook } from "./use-webhooks.ts";

export interface RemoveQuestionProps {
  readonly app: string;
  /** The webhook that is to go; null when none is. */
  readonly asked: Webhook | null;
  readonly onClose: () => void;
}

/** Asks before a webhook is removed: what waits for it is lost. */
export function RemoveQuestion({ app, asked, onClose }: RemoveQuestionProps) {
  const remove = useRemoveWebhook(app);
  const close = () => {
    remove.reset();
    onClose();
  };
  const confirm = ({ id, url }: Webhook) =>
    remove.mutate(id, {
      onSuccess: () => {
        close();
        notifications.show({ message: text.webhooks.removed(url) });
      },
    });
  return (
    <Modal
      opened={asked !== null}
      onClose={close}
      title={asked === null ? undefined : text.webhooks.removeNamed(asked.url)}
      closeButtonProps={{ "aria-label": text.common.close }}
      centered
    >
      <Stack>
        <Text>{text.webhooks.removeHint}</Text>
        {remove.isError && <ErrorNote error={remove.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={close} data-autofocus>
            {text.common.cancel}
          </Button>
          <Button color="red" loading={remove.isPending} onClick={() => asked !== null && confirm(asked)}>
            {text.webhooks.remove}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
