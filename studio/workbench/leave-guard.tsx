import { Button, Group, Modal, Text } from "@mantine/core";
import { useBlocker } from "@tanstack/react-router";
import { text as words } from "../text/text.ts";
import { useDrafts } from "./drafts-provider.tsx";

/** Asks before a person leaves while a draft is in this tab only: closing the page, or signing out. Within the studio nothing is lost. */
export function LeaveGuard() {
  const { unsent, flush } = useDrafts();
  const blocker = useBlocker({
    shouldBlockFn: async ({ current, next }) => {
      if (!unsent || next.pathname !== "/sign-in" || current.pathname === next.pathname) return false;
      return !(await flush());
    },
    enableBeforeUnload: () => unsent,
    withResolver: true,
  });
  return (
    <Modal
      opened={blocker.status === "blocked"}
      onClose={() => blocker.reset?.()}
      title={words.workspace.leave.title}
      closeButtonProps={{ "aria-label": words.common.close }}
    >
      <Text size="sm">{words.workspace.leave.text}</Text>
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={() => blocker.proceed?.()}>
          {words.workspace.leave.go}
        </Button>
        <Button onClick={() => blocker.reset?.()} data-autofocus>
          {words.workspace.leave.stay}
        </Button>
      </Group>
    </Modal>
  );
}
