import { Progress, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { dryRunProgress } from "../../api/index.ts";
import { callApi } from "../client/call-api.ts";
import { text } from "../text/text.ts";

const ASK_EVERY_MS = 500;

/** How far the dry-run of that name is; only that it runs while nobody can tell. */
export function DryRunProgress({ run }: { readonly run: string }) {
  const { data } = useQuery({
    queryKey: ["dry-run-progress", run],
    queryFn: ({ signal }) => callApi(dryRunProgress, { params: { run } }, { signal }),
    refetchInterval: ASK_EVERY_MS,
    retry: false,
    gcTime: 0,
  });
  const progress = data?.progress ?? null;
  if (progress === null || progress.of === 0) return <Text c="dimmed">{text.dryRun.running}</Text>;
  const { tested, of } = progress;
  return (
    <>
      <Text c="dimmed">{text.dryRun.runningOn(tested, of)}</Text>
      <Progress value={(100 * tested) / of} aria-label={text.dryRun.progress} />
    </>
  );
}
