import { Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { scoreHistoryQuery } from "../client/queries.ts";
import { useApp } from "../shell/use-app.ts";
import { formatMoment } from "../text/format.ts";
import { text } from "../text/text.ts";
import { scorePoints, stepPath } from "./score-steps.ts";
import classes from "./user-details.module.css";

export interface ScoreHistoryProps {
  readonly name: string;
  readonly now: number;
}

const WIDTH = 440;
const HEIGHT = 64;

/** The user's score over time: a step for every judgement that changed something, with what it was because of. */
export function ScoreHistory({ name, now }: ScoreHistoryProps) {
  const { data: entries } = useQuery(scoreHistoryQuery(useApp(), name));
  if (entries === undefined || entries.length === 0) return null;
  const points = scorePoints(entries, now);
  const [first] = points;
  return (
    <Stack gap="xs">
      <Title order={3} size="h5">
        {text.user.history}
      </Title>
      <svg
        className={classes["history"]}
        viewBox={`-4 -4 ${WIDTH + 8} ${HEIGHT + 8}`}
        role="img"
        aria-label={text.user.historyOf(points.map(({ entry }) => entry.score))}
      >
        <path d={stepPath(points, WIDTH, HEIGHT)} />
        {points.map(({ entry, x, y }) => (
          <circle key={entry.at} cx={x * WIDTH} cy={y * HEIGHT} r={3}>
            <title>{text.user.historyEntry(formatMoment(entry.at), entry.score, text.user.causes[entry.cause])}</title>
          </circle>
        ))}
      </svg>
      {first !== undefined && (
        <Text size="xs" c="dimmed">
          {text.user.historySince(formatMoment(first.entry.at), points.length)}
        </Text>
      )}
    </Stack>
  );
}
