import { Button, Group, Modal, NumberInput, Skeleton, Stack, Text, Title } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useQuery } from "@tanstack/react-query";
import { useState, type SubmitEvent } from "react";
import { MOST_RETENTION_WEEKS, type Retention } from "../../api/index.ts";
import { retentionQuery } from "../client/queries.ts";
import { ErrorNote } from "../feedback/error-note.tsx";
import { formatMoment } from "../text/format.ts";
import { text } from "../text/text.ts";
import surface from "../theme/surface.module.css";
import { useSetRetention } from "./use-set-retention.ts";

export interface RetentionCardProps {
  readonly app: string;
}

/** For how long an app's events are kept, and what was deleted of them. */
export function RetentionCard({ app }: RetentionCardProps) {
  const { data, error, refetch } = useQuery(retentionQuery(app));
  return (
    <section aria-labelledby="retention" className={surface["card"]}>
      <Title order={2} size="h4" id="retention">
        {text.retention.title}
      </Title>
      <Text c="dimmed" size="sm" mb="sm">
        {text.retention.hint}
      </Text>
      {error !== null && data === undefined && <ErrorNote error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && (
        <Skeleton h={64} aria-busy="true" aria-label={text.common.loading} role="status" />
      )}
      {data !== undefined && <Limit key={`${app} ${data.weeks}`} app={app} retention={data} />}
    </section>
  );
}

function Limit({ app, retention }: { readonly app: string; readonly retention: Retention }) {
  const set = useSetRetention(app);
  const [weeks, setWeeks] = useState<number | string>(retention.weeks === 0 ? "" : retention.weeks);
  const [asking, setAsking] = useState(false);
  const wanted = weeks === "" ? 0 : Number(weeks);
  const words = text.retention;
  const keep = () =>
    set.mutate(wanted, {
      onSuccess: () => {
        setAsking(false);
        notifications.show({ message: words.changed });
      },
    });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    // Keeping more deletes nothing: only that is asked about which cannot be undone.
    if (deletesMore(wanted, retention.weeks)) setAsking(true);
    else keep();
  };
  return (
    <Stack gap="sm">
      <Text size="sm">{retention.weeks === 0 ? words.forGood : words.kept(retention.weeks)}</Text>
      <LastRun run={retention.run} />
      <form onSubmit={submit} aria-label={words.title}>
        <Group align="flex-end" gap="sm">
          <NumberInput
            label={words.weeks}
            placeholder={words.weeksHint}
            value={weeks}
            onChange={setWeeks}
            min={1}
            max={MOST_RETENTION_WEEKS}
            allowDecimal={false}
            allowNegative={false}
            clampBehavior="strict"
            w={280}
          />
          <Button type="submit" variant="default" disabled={wanted === retention.weeks} loading={set.isPending}>
            {words.set}
          </Button>
        </Group>
      </form>
      {set.isError && !asking && <ErrorNote error={set.error} />}
      <Modal
        opened={asking}
        onClose={() => setAsking(false)}
        title={words.question(wanted)}
        closeButtonProps={{ "aria-label": text.common.close }}
        centered
      >
        <Stack>
          <Text>{words.questionHint}</Text>
          {set.isError && <ErrorNote error={set.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={() => setAsking(false)} data-autofocus>
              {text.common.cancel}
            </Button>
            <Button color="red" loading={set.isPending} onClick={keep}>
              {words.begin}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </Stack>
  );
}

function LastRun({ run }: Pick<Retention, "run">) {
  const words = text.retention;
  if (run === null) return null;
  return (
    <Text size="sm" c="dimmed" role="status">
      {run.finished === null ? words.running(formatMoment(run.cutoff)) : words.last(formatMoment(run.finished))}{" "}
      {words.deleted(run)}
    </Text>
  );
}

/** 0 keeps events for good. */
function deletesMore(wanted: number, present: number): boolean {
  return wanted !== 0 && (present === 0 || wanted < present);
}
