import { Text, Title } from "@mantine/core";
import { IconScale } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { packQuery, presetsQuery, settingsQuery } from "../client/queries.ts";
import { EmptyNote } from "../feedback/empty-note.tsx";
import { CardSkeleton } from "../feedback/card-skeleton.tsx";
import { ErrorNote } from "../feedback/error-note.tsx";
import { useApp } from "../shell/use-app.ts";
import { text } from "../text/text.ts";
import { WeightsBoard } from "./weights-board.tsx";
import classes from "./weights-page.module.css";

/** Weights and thresholds of the app beside those of every preset, and what others would make of the users. */
export function WeightsPage() {
  const app = useApp();
  const settings = useQuery(settingsQuery(app));
  const presets = useQuery(presetsQuery());
  const pack = useQuery(packQuery(app));
  const queries = [settings, presets, pack];
  const failed = queries.filter(({ data, error }) => data === undefined && error !== null);
  const isEmpty = pack.data?.files.every(({ rules }) => rules.length === 0) === true;
  return (
    <div className={classes["page"]}>
      <div data-tour="weights">
        <Title order={1} size="h3">
          {text.weightsPage.title}
        </Title>
        <Text c="dimmed">{text.weightsPage.hint}</Text>
      </div>
      {failed[0] !== undefined && (
        <ErrorNote error={failed[0].error} onRetry={() => failed.forEach(({ refetch }) => void refetch())} />
      )}
      {failed.length === 0 && queries.some(({ data }) => data === undefined) && <CardSkeleton rows={18} />}
      {isEmpty && <EmptyNote icon={IconScale} title={text.weightsPage.noRules} />}
      {!isEmpty && settings.data !== undefined && presets.data !== undefined && pack.data !== undefined && (
        // Another app has another draft.
        <WeightsBoard key={app} app={app} stored={settings.data} presets={presets.data} pack={pack.data} />
      )}
    </div>
  );
}
