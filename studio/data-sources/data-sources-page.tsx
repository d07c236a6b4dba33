import { Skeleton, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { dataSourcesQuery } from "../client/queries.ts";
import { ErrorNote } from "../feedback/error-note.tsx";
import { RetentionCard } from "../retention/retention-card.tsx";
import { useApp } from "../shell/use-app.ts";
import { text } from "../text/text.ts";
import { CoverageCard } from "./coverage-card.tsx";
import classes from "./data-sources-page.module.css";
import { NetworkCard } from "./network-card.tsx";
import { ReEnrichmentNote } from "./re-enrichment-note.tsx";
import { SourceTable } from "./source-table.tsx";

/** What facts come from, how old that is, how much is known by it, and for how long events are kept. */
export function DataSourcesPage() {
  const app = useApp();
  const { data, error, refetch } = useQuery(dataSourcesQuery(app));
  return (
    <div className={classes["page"]}>
      <div>
        <Title order={1} size="h3">
          {text.dataSources.title}
        </Title>
        <Text c="dimmed">{text.dataSources.hint}</Text>
      </div>
      {error !== null && data === undefined && <ErrorNote error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && (
        <Skeleton h={320} radius="md" aria-busy="true" aria-label={text.common.loading} role="status" />
      )}
      {data !== undefined && (
        <>
          <ReEnrichmentNote runs={data.reEnrichment} />
          <SourceTable sources={data.sources} />
          <NetworkCard sources={data.sources} />
          <div className={classes["pair"]}>
            {data.coverage.map((coverage) => (
              <CoverageCard key={coverage.of} coverage={coverage} />
            ))}
          </div>
        </>
      )}
      <RetentionCard app={app} />
    </div>
  );
}
