import { Group, SegmentedControl, Skeleton, Stack, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { overviewQuery, WHO, type Who } from "../client/queries.ts";
import { CardSkeleton } from "../feedback/card-skeleton.tsx";
import { ErrorNote } from "../feedback/error-note.tsx";
import { useApp } from "../shell/use-app.ts";
import { formatAge, formatCount } from "../text/format.ts";
import { text } from "../text/text.ts";
import { TourOffer } from "../tour/tour-offer.tsx";
import { useOpenUser } from "../user/use-open-user.ts";
import { FirstEvent } from "./first-event.tsx";
import { LowestScores } from "./lowest-scores.tsx";
import { NumberTile } from "./number-tile.tsx";
import classes from "./overview-page.module.css";

/** What an operator asks first; refreshed while it is open. */
export function OverviewPage() {
  const [who, setWho] = useState<Who>("all");
  const { data, error, refetch } = useQuery(overviewQuery(useApp(), who));
  const openUser = useOpenUser();
  return (
    <div className={classes["page"]}>
      <Group justify="space-between">
        <Title order={1} size="h3">
          {text.overview.title}
        </Title>
        {(who !== "all" || (data?.anonymous ?? 0) > 0) && (
          <SegmentedControl
            size="xs"
            aria-label={text.overview.who}
            data={WHO.map((value) => ({ value, label: text.overview.whose[value] }))}
            value={who}
            onChange={setWho}
          />
        )}
      </Group>
      <TourOffer />
      {error !== null && data === undefined && <ErrorNote error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <Loading />}
      {who === "all" && data?.events === 0 && <FirstEvent origin={globalThis.location.origin} />}
      {data !== undefined && (who !== "all" || data.events > 0) && (
        <Stack gap="xl">
          <dl className={classes["tiles"]} data-tour="numbers">
            <NumberTile
              label={text.overview.events}
              value={formatCount(data.events)}
              note={
                data.lastEventAt === null
                  ? text.overview.noEvent
                  : text.overview.lastEvent(formatAge(data.lastEventAt, Date.now()))
              }
            />
            <NumberTile
              label={text.overview.users}
              value={formatCount(data.users)}
              {...(data.anonymous > 0 && { note: text.overview.anonymous(data.anonymous) })}
            />
            <NumberTile label={text.overview.inReview} value={formatCount(data.inReview)} />
            <NumberTile
              label={text.overview.blacklisted}
              value={formatCount(data.blacklisted)}
              note={text.overview.whitelisted(data.whitelisted)}
            />
          </dl>
          <LowestScores users={data.lowest} now={Date.now()} onOpen={openUser} />
        </Stack>
      )}
    </div>
  );
}

function Loading() {
  return (
    <Stack gap="xl">
      <div className={classes["tiles"]} aria-hidden="true">
        {[0, 1, 2, 3].map((tile) => (
          <div key={tile} className={classes["tile"]}>
            <Skeleton h={14} w="40%" mb="sm" />
            <Skeleton h={28} w="60%" />
          </div>
        ))}
      </div>
      <CardSkeleton rows={12} />
    </Stack>
  );
}
