import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import type { Key } from "../../api/index.ts";
import { ErrorNote } from "../feedback/error-note.tsx";
import { text } from "../text/text.ts";
import { useRevokeKey } from "./use-revoke-key.ts";

export interface RevokeQuestionProps {
  readonly app: string;
  /** The key that is to be revoked; null when none is. */
  readonly asked: Key | null;
  readonly onClose: () => void;
}

/** Asks before a key is revoked: whoever uses it is refused from then on. */
export function RevokeQuestion({ app, asked, onClose }: RevokeQuestionProps) {
  const revoke = useRevokeKey(app);
  const close = () => {
    revoke.reset();
    onClose();
  };
  const confirm = (key: Key) =>
    revoke.mutate(key.id, {
      onSuccess: () => {
        close();
        notifications.show({ message: text.connect.revoked(key.name) });
      },
    });
  return (
    <Modal
      opened={asked !== null}
      onClose={close}
      title={asked === null ? undefined : text.connect.revokeNamed(asked.name)}
      closeButtonProps={{ "aria-label": text.common.close }}
      centered
    >
      <Stack>
        <Text>{text.connect.revokeHint}</Text>
        {revoke.isError && <ErrorNote error={revoke.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={close} data-autofocus>
            {text.common.cancel}
          </Button>
          <Button color="red" loading={revoke.isPending} onClick={() => asked !== null && confirm(asked)}>
            {text.connect.revoke}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
