import { Loader, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { IMPACT_CHANGES } from "../../api/index.ts";
import { ErrorNote } from "../feedback/error-note.tsx";
import { text } from "../text/text.ts";
import { useOpenUser } from "../user/use-open-user.ts";
import { ImpactReport } from "./impact-report.tsx";
import { impactQuery } from "./list-queries.ts";
import classes from "./lists-page.module.css";

export interface ImpactCardProps {
  readonly app: string;
  readonly name: string;
  readonly change: (typeof IMPACT_CHANGES)[number];
  readonly entries: readonly string[];
}

/** Whom a change would touch, before it is made. */
export function ImpactCard({ app, name, change, entries }: ImpactCardProps) {
  const words = text.lists.impact;
  const openUser = useOpenUser();
  const { data, error, isFetching, refetch } = useQuery(impactQuery(app, name, { change, entries }));
  return (
    <section className={classes["impact"]} aria-labelledby="impact" aria-busy={isFetching}>
      <Title order={3} size="h6" id="impact">
        {words.title}
      </Title>
      <Stack gap="xs" aria-live="polite">
        {entries.length === 0 && (
          <Text size="sm" c="dimmed">
            {words.write}
          </Text>
        )}
        {isFetching && (
          <Text size="sm" c="dimmed">
            <Loader size={12} mr={8} aria-hidden="true" />
            {words.counting}
          </Text>
        )}
        {error !== null && !isFetching && <ErrorNote error={error} onRetry={() => void refetch()} />}
        {data?.kind === "counted" && !isFetching && (
          <ImpactReport impact={data} change={change} onOpenUser={openUser} />
        )}
      </Stack>
    </section>
  );
}
