import { Skeleton, Text, Timeline } from "@mantine/core";
import { IconClock, IconHistory, IconMinus, IconPlus, type TablerIcon } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import type { ListChange } from "../../api/index.ts";
import { EmptyNote } from "../feedback/empty-note.tsx";
import { ErrorNote } from "../feedback/error-note.tsx";
import { formatMoment } from "../text/format.ts";
import { text } from "../text/text.ts";
import { CHANGES_SHOWN, historyQuery } from "./list-queries.ts";

const ICONS: Readonly<Record<ListChange["kind"], TablerIcon>> = {
  added: IconPlus,
  removed: IconMinus,
  expired: IconClock,
};

export interface HistoryPanelProps {
  readonly app: string;
  readonly name: string;
}

/** Who changed the list, when and why; the newest change first. */
export function HistoryPanel({ app, name }: HistoryPanelProps) {
  const words = text.lists.history;
  const { data: changes, error, refetch } = useQuery(historyQuery(app, name));
  if (error !== null && changes === undefined) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (changes === undefined)
    return <Skeleton h={160} aria-busy="true" aria-label={text.common.loading} role="status" />;
  if (changes.length === 0) return <EmptyNote icon={IconHistory} title={words.none} hint={words.noneHint} />;
  return (
    <>
      <Timeline bulletSize={24} lineWidth={2} aria-label={words.label}>
        {changes.map(({ version, kind, entries, at, operator, reason }) => {
          const Icon = ICONS[kind];
          return (
            <Timeline.Item
              key={version}
              bullet={<Icon size={14} aria-hidden="true" />}
              title={words.kinds[kind](entries)}
            >
              {reason !== null && <Text size="sm">{reason}</Text>}
              <Text size="xs" c="dimmed">
                {[
                  formatMoment(at),
                  kind === "expired" ? words.byTime : words.by(operator ?? words.commandLine),
                  words.version(version),
                ].join(" · ")}
              </Text>
            </Timeline.Item>
          );
        })}
      </Timeline>
      {changes.length === CHANGES_SHOWN && (
        <Text size="xs" c="dimmed" mt="sm">
          {words.more(changes.length)}
        </Text>
      )}
    </>
  );
}
