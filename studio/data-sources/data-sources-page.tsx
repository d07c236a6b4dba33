import { Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { dataSourcesQuery } from "../client/queries.ts";
import { CardSkeleton } from "../feedback/card-skeleton.tsx";
import { ErrorNote } from "../feedback/error-note.tsx";
import { RetentionCard } from "../retention/retention-card.tsx";
import { useApp } from "../shell/use-app.ts";
import { text } from "../text/text.ts";
import { TimeZoneCard } from "../time-zone/time-zone-card.tsx";
import { CoverageCard } from "./coverage-card.tsx";
import classes from "./data-sources-page.module.css";
import { NetworkCard } from "./network-card.tsx";
import { ReEnrichmentNote } from "./re-enrichment-note.tsx";
import { SourceTable } from "./source-table.tsx";

/** What facts come from, how old that is, how much is known by it, for how long events are kept and whose hours theirs are. */
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
      {data === undefined && error === null && <CardSkeleton rows={14} />}
      {data !== undefined && (
        <>
          <ReEnrichmentNote runs={data.reEnrichment} />
          <div className={classes["parts"]}>
            <div className={classes["side"]}>
              <SourceTable sources={data.sources} />
              <NetworkCard sources={data.sources} />
            </div>
            <div className={classes["pair"]}>
              {data.coverage.map((coverage) => (
                <CoverageCard key={coverage.of} coverage={coverage} />
              ))}
            </div>
          </div>
        </>
      )}
      <RetentionCard app={app} />
      <TimeZoneCard app={app} />
    </div>
  );
}
