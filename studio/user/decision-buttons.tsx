import { Button, Group } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconBan, IconCircleCheck, IconRotate2, type TablerIcon } from "@tabler/icons-react";
import type { Decision, UserDetail, UserStatus } from "../../api/index.ts";
import { ErrorNote } from "../feedback/error-note.tsx";
import { text } from "../text/text.ts";
import { useDecideUser } from "./use-decide-user.ts";

const BUTTONS: readonly { readonly decision: Decision; readonly reached: UserStatus; readonly Icon: TablerIcon }[] = [
  { decision: "blacklist", reached: "blacklisted", Icon: IconBan },
  { decision: "whitelist", reached: "whitelisted", Icon: IconCircleCheck },
  { decision: "review", reached: "in_review", Icon: IconRotate2 },
];

export interface DecisionButtonsProps {
  readonly user: UserDetail;
}

/** The operator's word on a user. What already holds cannot be decided again. */
export function DecisionButtons({ user }: DecisionButtonsProps) {
  const decide = useDecideUser(user.name, (after) =>
    notifications.show({ message: text.user.decided(after.name, text.status[after.status]) }),
  );
  return (
    <>
      <Group gap="xs" role="group" aria-label={text.user.decide}>
        {BUTTONS.map(({ decision, reached, Icon }) => (
          <Button
            key={decision}
            size="xs"
            variant="default"
            leftSection={<Icon size={16} aria-hidden="true" />}
            disabled={user.status === reached || decide.isPending}
            loading={decide.isPending && decide.variables === decision}
            onClick={() => decide.mutate(decision)}
          >
            {text.user.decisions[decision]}
          </Button>
        ))}
      </Group>
      {decide.isError && <ErrorNote error={decide.error} />}
    </>
  );
}
