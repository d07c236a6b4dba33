import { Alert, Skeleton, Stack, Text, Title } from "@mantine/core";
import { IconFileText, IconUserSearch } from "@tabler/icons-react";
import { isApiError } from "../client/api-error.ts";
import { MomentField } from "../dry-run/moment-field.tsx";
import { EmptyNote } from "../feedback/empty-note.tsx";
import { ErrorNote } from "../feedback/error-note.tsx";
import { text } from "../text/text.ts";
import classes from "./explain-panel.module.css";
import { Explained } from "./explained.tsx";
import type { PlaceButtonProps } from "./place-button.tsx";
import { useExplanation, type ExplanationQuestion } from "./use-explanation.ts";
import { UserSearch } from "./user-search.tsx";

export interface ExplainPanelProps extends ExplanationQuestion {
  readonly onUser: (name: string) => void;
  readonly onMoment: (moment: string) => void;
  readonly onGo: PlaceButtonProps["onGo"];
  readonly onOpenUser: (name: string) => void;
}

/** Why the rule in the editor matches a user, or what keeps it from that. */
export function ExplainPanel({ onUser, onMoment, onGo, onOpenUser, ...question }: ExplainPanelProps) {
  const { rule, user, moment } = question;
  const { data, error, isPlaceholderData, isPending, refetch } = useExplanation(question);
  const words = text.explainPanel;
  return (
    <section className={classes["panel"]} aria-labelledby="explain-title">
      <Title order={2} size="h5" id="explain-title">
        {words.title}
      </Title>
      <UserSearch value={user} onChange={onUser} />
      <MomentField value={moment} onChange={onMoment} />
      {rule === null ? (
        <EmptyNote icon={IconFileText} title={words.noRule} />
      ) : user === null ? (
        <EmptyNote icon={IconUserSearch} title={words.introTitle} hint={words.intro} />
      ) : isApiError(error, "not_found") ? (
        <Text role="alert">{words.notFound(user)}</Text>
      ) : error !== null ? (
        <ErrorNote error={error} onRetry={() => void refetch()} />
      ) : isPending ? (
        <Stack gap="md" role="status" aria-label={text.common.loading}>
          <Skeleton h={40} />
          <Skeleton h={220} />
        </Stack>
      ) : data?.kind === "refused" ? (
        <Alert color="red" variant="light" role="alert">
          {words.refused(data.diagnostics.filter(({ severity }) => severity === "error").length)}
        </Alert>
      ) : (
        data !== undefined && (
          <div className={isPlaceholderData ? classes["dimmed"] : undefined} aria-busy={isPlaceholderData}>
            <Explained user={data.user} explanation={data.explanation} onGo={onGo} onOpenUser={onOpenUser} />
          </div>
        )
      )}
    </section>
  );
}
