import { Alert, Button, CloseButton, Group, Skeleton, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { SavedDryRun } from "../../api/index.ts";
import { isApiError } from "../client/api-error.ts";
import { savedDryRunQuery } from "../client/queries.ts";
import { ErrorNote } from "../feedback/error-note.tsx";
import { useApp } from "../shell/use-app.ts";
import { formatMoment, formatPercent } from "../text/format.ts";
import { text as words } from "../text/text.ts";
import classes from "./dry-run-panel.module.css";

export interface SavedRunProps {
  readonly id: string;
  /** Of the open file. */
  readonly path: string;
  /** As it stands in the editor. */
  readonly text: string;
  /** The editor's text is a draft that asking again would replace. */
  readonly isDraft: boolean;
  readonly onAsk: (saved: SavedDryRun) => void;
  readonly onClose: () => void;
}

/** What somebody asked and kept for a link: the numbers of then, and the way to ask again. */
export function SavedRun({ id, path, text, isDraft, onAsk, onClose }: SavedRunProps) {
  const { data, error, refetch } = useQuery(savedDryRunQuery(useApp(), id));
  const share = words.dryRun.share;
  if (isApiError(error, "not_found")) {
    return (
      <Alert variant="light" color="gray" withCloseButton onClose={onClose} closeButtonLabel={words.common.close}>
        {share.gone}
      </Alert>
    );
  }
  if (error !== null) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton h={90} role="status" aria-label={words.common.loading} />;
  // The address keeps it while other files are looked at: their text is not what it asked about.
  if (data.path !== path) return null;
  const { answer, operator, savedAt, rule, scope, pastMoment } = data;
  const { tested, matched, unknown, difference } = answer;
  return (
    <section className={classes["saved"]} aria-label={share.saved}>
      <Group justify="space-between" wrap="nowrap" align="start">
        <Text size="xs" c="dimmed">
          {share.by(rule, operator, formatMoment(savedAt))}
        </Text>
        <CloseButton size="sm" aria-label={words.common.close} onClick={onClose} />
      </Group>
      <Text>
        <strong>{formatPercent(matched, tested)}</strong> {words.dryRun.matchedOf(matched, tested)}
        {unknown > 0 && `, ${share.unknown(unknown)}`}
      </Text>
      {difference !== null && <Text size="sm">{share.difference(difference.gained, difference.lost)}</Text>}
      <Text size="xs" c="dimmed">
        {words.dryRun.scopes[scope]}, {words.dryRun.asOf(formatMoment(answer.asOf))}
        {pastMoment === null ? "" : ` ${share.past}`}
      </Text>
      <Button size="compact-sm" variant="default" mt="xs" onClick={() => onAsk(data)}>
        {text === data.text ? share.again : isDraft ? share.replaceAndAsk : share.openAndAsk}
      </Button>
    </section>
  );
}
