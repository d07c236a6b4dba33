import { Group, Skeleton, Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import type { UserDetail } from "../../api/index.ts";
import { isApiError } from "../client/api-error.ts";
import { userQuery } from "../client/queries.ts";
import { ErrorNote } from "../feedback/error-note.tsx";
import { FieldTrailPanel } from "../field-trail/field-trail-panel.tsx";
import { PersonalData } from "../rights/personal-data.tsx";
import { useApp } from "../shell/use-app.ts";
import { formatAge } from "../text/format.ts";
import { text } from "../text/text.ts";
import { StatusBadge } from "../trust-score/status-badge.tsx";
import { TrustBadge } from "../trust-score/trust-badge.tsx";
import { DecisionButtons } from "./decision-buttons.tsx";
import { MatchedRules } from "./matched-rules.tsx";
import { NotListed } from "./not-listed.tsx";
import { ScoreHistory } from "./score-history.tsx";
import { UserFacts } from "./user-facts.tsx";
import classes from "./user-details.module.css";

export interface UserDetailsProps {
  readonly name: string;
  /** A question lies over the details, or does no longer. */
  readonly onAsking: (asking: boolean) => void;
  /** The user is no more. */
  readonly onErased: () => void;
}

export function UserDetails({ name, onAsking, onErased }: UserDetailsProps) {
  const { data, error, refetch } = useQuery(userQuery(useApp(), name));
  if (data !== undefined) return <Details user={data} now={Date.now()} onAsking={onAsking} onErased={onErased} />;
  if (isApiError(error, "not_found")) return <Text role="alert">{text.user.missing(name)}</Text>;
  if (error !== null) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  return (
    <Stack gap="md" aria-busy="true" aria-label={text.common.loading}>
      <Skeleton h={64} />
      <Skeleton h={36} />
      <Skeleton h={160} />
    </Stack>
  );
}

interface DetailsProps extends Omit<UserDetailsProps, "name"> {
  readonly user: UserDetail;
  readonly now: number;
}

function Details({ user, now, onAsking, onErased }: DetailsProps) {
  const { decision } = user;
  return (
    <Stack gap="lg">
      <Group wrap="nowrap" align="center" gap="md">
        <TrustBadge score={user.score} size="large" />
        <div className={classes["who"]}>
          <Title order={2} size="h4" className={classes["name"]}>
            {user.name}
          </Title>
          <Group gap="sm">
            <StatusBadge status={user.status} />
            {user.anonymous && (
              <Text size="sm" c="dimmed">
                {text.user.anonymous}
              </Text>
            )}
            <Text size="sm" c="dimmed">
              {user.scoredAt === null ? text.user.notScored : text.user.scoredAt(formatAge(user.scoredAt, now))}
            </Text>
          </Group>
        </div>
      </Group>
      <Stack gap="xs">
        <DecisionButtons user={user} />
        {decision !== null && (
          <Text size="sm" c="dimmed">
            {text.user.decidedBy[decision.by](formatAge(decision.at, now))}
          </Text>
        )}
        {user.status === "blacklisted" && <NotListed name={user.name} />}
      </Stack>
      <MatchedRules name={user.name} rules={user.rules} />
      <ScoreHistory name={user.name} now={now} />
      <UserFacts user={user} />
      <FieldTrailPanel name={user.name} />
      <PersonalData name={user.name} onAsking={onAsking} onErased={onErased} />
    </Stack>
  );
}
