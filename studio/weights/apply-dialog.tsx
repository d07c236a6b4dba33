import { Alert, Button, Group, Modal, Skeleton, Stack, Text } from "@mantine/core";
import { IconAlertTriangle, IconBan } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import type { SIMULATE_SCOPES, Settings } from "../../api/index.ts";
import { isApiError } from "../client/api-error.ts";
import { ErrorNote } from "../feedback/error-note.tsx";
import { useApp } from "../shell/use-app.ts";
import { text } from "../text/text.ts";
import { useOpenUser } from "../user/use-open-user.ts";
import { changedRules, type Draft } from "./draft.ts";
import { MoveList } from "./move-list.tsx";
import { simulationQuery } from "./simulation-query.ts";
import { THRESHOLDS } from "./thresholds.ts";

const NAMED = 10;

export interface ApplyDialogProps {
  readonly opened: boolean;
  readonly stored: Settings;
  readonly draft: Draft;
  readonly scope: (typeof SIMULATE_SCOPES)[number];
  readonly applying: boolean;
  /** Of applying; null before and when it went well. */
  readonly error: Error | null;
  readonly onApply: () => void;
  readonly onClose: () => void;
}

/** What applying does, before it is done: what changes, and who moves. */
export function ApplyDialog(props: ApplyDialogProps) {
  const { opened, stored, draft, scope, applying, error, onApply, onClose } = props;
  const words = text.weightsPage.apply;
  const weights = changedRules(draft.weights, stored.weights).length;
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      // Not the library's, which listens to the whole window: the drawer of a user may lie over the question, and the
      // press that closes it must not close both.
      closeOnEscape={false}
      onKeyDown={(event) => event.key === "Escape" && onClose()}
      title={words.title}
      closeButtonProps={{ "aria-label": text.common.close }}
      size="lg"
    >
      <Stack gap="sm">
        <div>
          <Text size="sm">{weights === 0 ? words.noWeights : words.changes(weights)}</Text>
          {THRESHOLDS.filter((which) => draft.thresholds[which] !== stored.thresholds[which]).map((which) => (
            <Text key={which} size="sm">
              {words.threshold[which]}
              {": "}
              {words.fromTo(stored.thresholds[which], draft.thresholds[which])}
            </Text>
          ))}
        </div>
        {opened && <WhoMoves draft={draft} scope={scope} />}
        {isApiError(error, "conflict") ? (
          <Alert role="alert" color="yellow" variant="light" icon={<IconAlertTriangle aria-hidden="true" />}>
            {words.conflict}
          </Alert>
        ) : (
          error !== null && <ErrorNote error={error} />
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {text.common.cancel}
          </Button>
          <Button loading={applying} onClick={onApply} data-autofocus>
            {words.confirm}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

function WhoMoves({ draft, scope }: Pick<ApplyDialogProps, "draft" | "scope">) {
  const words = text.weightsPage.apply;
  const openUser = useOpenUser();
  const { weights, thresholds } = draft;
  const { data, error, isPlaceholderData, refetch } = useQuery(
    simulationQuery(useApp(), { weights, thresholds, scope, named: NAMED }),
  );
  if (error !== null) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (data === undefined || isPlaceholderData)
    return <Skeleton h={120} radius="md" aria-busy="true" aria-label={text.common.loading} role="status" />;
  const { moves, rescored, users, basis } = data.answer;
  return (
    <>
      <Text size="sm">{words.rescored(rescored, users)}</Text>
      {moves.some(({ to }) => to === "blacklisted") && (
        <Alert color="red" variant="light" icon={<IconBan aria-hidden="true" />}>
          {words.stays}
        </Alert>
      )}
      <MoveList moves={moves} onOpenUser={openUser} />
      {basis.leftOut > 0 && (
        <Text size="xs" c="dimmed">
          {text.weightsPage.effect.leftOut(basis.leftOut)}
        </Text>
      )}
    </>
  );
}
