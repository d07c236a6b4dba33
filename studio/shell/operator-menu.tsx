import { ActionIcon, Menu } from "@mantine/core";
import { IconLogout, IconUserCircle } from "@tabler/icons-react";
import { text } from "../text/text.ts";
import { UnsentDialog } from "../workbench/unsent-dialog.tsx";
import { useSession } from "./use-app.ts";
import { useSignOut } from "./use-sign-out.ts";

export function OperatorMenu() {
  const { operator } = useSession();
  const { asking, start, stay, leave } = useSignOut();
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="subtle" size="lg" color="gray" aria-label={text.shell.operator(operator.email)}>
            <IconUserCircle size={20} aria-hidden="true" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{text.shell.operator(operator.email)}</Menu.Label>
          <Menu.Item leftSection={<IconLogout size={16} aria-hidden="true" />} onClick={() => void start()}>
            {text.shell.signOut}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <UnsentDialog opened={asking} onStay={stay} onLeave={leave} />
    </>
  );
}
