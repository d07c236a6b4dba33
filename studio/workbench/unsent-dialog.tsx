import { Button, Group, Modal, Text } from "@mantine/core";
import { text as words } from "../text/text.ts";

export interface UnsentDialogProps {
  readonly opened: boolean;
  readonly onStay: () => void;
  readonly onLeave: () => void;
}

/** Asks whoever signs out while a draft is in this tab only. */
export function UnsentDialog({ opened, onStay, onLeave }: UnsentDialogProps) {
  return (
    <Modal
      opened={opened}
      onClose={onStay}
      title={words.workspace.leave.title}
      closeButtonProps={{ "aria-label": words.common.close }}
    >
      <Text size="sm">{words.workspace.leave.text}</Text>
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={onLeave}>
          {words.workspace.leave.go}
        </Button>
        <Button onClick={onStay} data-autofocus>
          {words.workspace.leave.stay}
        </Button>
      </Group>
    </Modal>
  );
}
