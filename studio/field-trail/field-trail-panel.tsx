import { Button, Group, Stack, Text, Title } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { fieldTrailQuery } from "../client/queries.ts";
import { ErrorNote } from "../feedback/error-note.tsx";
import { useApp } from "../shell/use-app.ts";
import { text } from "../text/text.ts";
import { FieldChangeItem } from "./field-change-item.tsx";
import classes from "./field-trail-panel.module.css";
import { TrailNote } from "./trail-note.tsx";
import { trailState } from "./trail-state.ts";

export interface FieldTrailPanelProps {
  readonly name: string;
}

/** What a user's fields were changed from and to. Of most users there is nothing to show. */
export function FieldTrailPanel({ name }: FieldTrailPanelProps) {
  const trail = useInfiniteQuery(fieldTrailQuery(useApp(), name));
  if (trail.isError) return <ErrorNote error={trail.error} onRetry={() => void trail.refetch()} />;
  const [first] = trail.data?.pages ?? [];
  if (first === undefined) return null;
  const state = trailState(first);
  if (state.kind === "empty") return null;
  const changes = trail.data?.pages.flatMap((page) => page.changes) ?? [];
  return (
    <Stack gap="xs" component="section" aria-label={text.fieldTrail.title}>
      <Group justify="space-between" gap="sm">
        <Title order={3} size="h5">
          {text.fieldTrail.title}
        </Title>
        <TrailNote state={state} />
      </Group>
      {changes.length === 0 ? (
        <Text c="dimmed">{text.fieldTrail.nothingLeft}</Text>
      ) : (
        <ol className={classes["changes"]}>
          {changes.map((change) => (
            <FieldChangeItem key={`${change.sequence} ${change.event}`} change={change} />
          ))}
        </ol>
      )}
      {trail.hasNextPage && (
        <Button
          size="xs"
          variant="default"
          loading={trail.isFetchingNextPage}
          onClick={() => void trail.fetchNextPage()}
        >
          {text.fieldTrail.more}
        </Button>
      )}
    </Stack>
  );
}
