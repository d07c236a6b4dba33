import { Button, Group, Progress, Text } from "@mantine/core";
import { IconPlayerStopFilled } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { simulateProgress } from "../../api/index.ts";
import { callApi } from "../client/call-api.ts";
import { text } from "../text/text.ts";

const ASK_EVERY_MS = 500;

export interface JudgingProgressProps {
  readonly run: string;
  readonly onStop: () => void;
}

/** How far judging everybody is; only that it goes on while nobody can tell. */
export function JudgingProgress({ run, onStop }: JudgingProgressProps) {
  const words = text.weightsPage.effect;
  const { data } = useQuery({
    queryKey: ["simulation-progress", run],
    queryFn: ({ signal }) => callApi(simulateProgress, { params: { run } }, { signal }),
    refetchInterval: ASK_EVERY_MS,
    retry: false,
    gcTime: 0,
  });
  const progress = data?.progress ?? null;
  const known = progress !== null && progress.of > 0;
  return (
    <div>
      <Group justify="space-between" mb={4}>
        <Text size="sm" c="dimmed">
          {known ? words.judgingOf(progress.judged, progress.of) : words.judging}
        </Text>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconPlayerStopFilled size={12} aria-hidden="true" />}
          onClick={onStop}
        >
          {words.stop}
        </Button>
      </Group>
      <Progress value={known ? (100 * progress.judged) / progress.of : 0} aria-label={words.progress} />
    </div>
  );
}
