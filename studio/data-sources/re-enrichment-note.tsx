import { Progress, Text } from "@mantine/core";
import type { ReEnrichment } from "../../api/index.ts";
import { text } from "../text/text.ts";

export interface ReEnrichmentNoteProps {
  readonly runs: readonly ReEnrichment[];
}

/** How far what was seen before has been asked about again since the sources changed. */
export function ReEnrichmentNote({ runs }: ReEnrichmentNoteProps) {
  const total = runs.reduce((sum, run) => sum + run.total, 0);
  const done = runs.reduce((sum, run) => sum + Math.min(run.done, run.total), 0);
  if (total === 0) return null;
  if (runs.every(({ finishedAt }) => finishedAt !== null))
    return (
      <Text c="dimmed">
        {text.dataSources.asked(
          total,
          runs.reduce((sum, run) => sum + run.changed, 0),
        )}
      </Text>
    );
  return (
    <div>
      <Text c="dimmed" mb={4}>
        {text.dataSources.asking(done, total)}
      </Text>
      <Progress value={(100 * done) / total} aria-label={text.dataSources.progress} />
    </div>
  );
}
