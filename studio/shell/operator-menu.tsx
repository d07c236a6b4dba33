import { ActionIcon, Menu } from "@mantine/core";
import { IconLogout, IconUserCircle } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { signOut } from "../../api/index.ts";
import { callApi } from "../client/call-api.ts";
import { text } from "../text/text.ts";
import { useSession } from "./use-app.ts";

export function OperatorMenu() {
  const { operator } = useSession();
  const router = useRouter();
  const queryClient = useQueryClient();
  const leave = useMutation({
    mutationFn: () => callApi(signOut, {}),
    onSuccess: async () => {
      await router.navigate({ to: "/sign-in" });
      // Nothing of the last operator stays in memory for the next one.
      queryClient.clear();
    },
  });
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" size="lg" color="gray" aria-label={text.shell.operator(operator.email)}>
          <IconUserCircle size={20} aria-hidden="true" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{text.shell.operator(operator.email)}</Menu.Label>
        <Menu.Item leftSection={<IconLogout size={16} aria-hidden="true" />} onClick={() => leave.mutate()}>
          {text.shell.signOut}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
