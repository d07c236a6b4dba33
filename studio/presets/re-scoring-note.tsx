import { Progress, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { reScoringQuery } from "../client/queries.ts";
import { useApp } from "../shell/use-app.ts";
import { formatDuration } from "../text/format.ts";
import { text } from "../text/text.ts";

/** How far scoring every user again has come; nothing while everybody is scored by what is set. */
export function ReScoringNote() {
  const { data } = useQuery(reScoringQuery(useApp()));
  if (data === undefined || data.changedAt === null || data.finishedAt !== null) return null;
  const { total, done, secondsLeft } = data;
  const left = secondsLeft === null ? null : text.rules.reScoringLeft(formatDuration(secondsLeft * 1000));
  return (
    <div>
      <Text size="xs" c="dimmed" mt={8} mb={4}>
        {total === null ? text.rules.reScoringBegins : text.rules.reScoring(done, total)}
        {left !== null && ` ${left}`}
      </Text>
      <Progress
        size="sm"
        value={total === null || total === 0 ? 0 : (100 * done) / total}
        aria-label={text.rules.reScoringProgress}
      />
    </div>
  );
}
