import { Button, Text, Title } from "@mantine/core";
import type { Thresholds } from "../../api/index.ts";
import { ErrorNote } from "../feedback/error-note.tsx";
import { formatCount } from "../text/format.ts";
import { text } from "../text/text.ts";
import { JudgingProgress } from "./judging-progress.tsx";
import { ScoreHistogram } from "./score-histogram.tsx";
import type { Simulated } from "./simulation-query.ts";
import { sizesAt } from "./sizes-at.ts";
import { ThresholdInputs } from "./threshold-inputs.tsx";
import type { LiveSimulation } from "./use-simulation.ts";
import classes from "./weights-page.module.css";

export interface EffectCardProps {
  readonly simulation: LiveSimulation;
  readonly simulated: Simulated;
  readonly thresholds: Thresholds;
  readonly onThresholds: (thresholds: Thresholds) => void;
}

/** What the draft would make of the users: sizes of queue and blacklist at once, scores as soon as the server has counted. */
export function EffectCard({ simulation, simulated: { answer, asked }, thresholds, onThresholds }: EffectCardProps) {
  const words = text.weightsPage.effect;
  const { sizes, histogram, basis, decided, rescored, users } = answer;
  const { inReview, blacklisted } = sizesAt(answer, asked, thresholds);
  return (
    <section className={classes["card"]} aria-labelledby="effect">
      <Title order={2} size="h5" id="effect">
        {words.title}
      </Title>
      <dl className={classes["sizes"]} aria-live="polite" data-pending={simulation.isPending || undefined}>
        <Size label={words.inReview} after={inReview} before={sizes.before.in_review} />
        <Size label={words.blacklisted} after={blacklisted} before={sizes.before.blacklisted} />
        <div>
          <dt>{words.rescored}</dt>
          <dd>{formatCount(rescored)}</dd>
          <dd className={classes["note"]}>{words.ofUsers(users)}</dd>
        </div>
      </dl>
      <ScoreHistogram histogram={histogram} thresholds={thresholds} onThresholds={onThresholds} />
      <ThresholdInputs thresholds={thresholds} onThresholds={onThresholds} />
      {decided > 0 && (
        <Text size="xs" c="dimmed" mt="xs">
          {words.decided(decided)}
        </Text>
      )}
      {simulation.error !== null && <ErrorNote error={simulation.error} onRetry={simulation.retry} />}
      {simulation.judgingRun !== null && <JudgingProgress run={simulation.judgingRun} onStop={simulation.stop} />}
      {simulation.judgingRun === null && basis.leftOut > 0 && (
        <Text size="xs" mt="xs">
          {words.leftOut(basis.leftOut)}{" "}
          <Button size="compact-sm" variant="default" onClick={simulation.judgeAll}>
            {words.judgeAll}
          </Button>
        </Text>
      )}
      {basis.judged > 0 && (
        <Text size="xs" c="dimmed" mt="xs">
          {words.judged(basis.judged)}
        </Text>
      )}
    </section>
  );
}

interface SizeProps {
  readonly label: string;
  readonly before: number;
  readonly after: number;
}

function Size({ label, before, after }: SizeProps) {
  const words = text.weightsPage.effect;
  return (
    <div>
      <dt>{label}</dt>
      <dd>{formatCount(after)}</dd>
      <dd className={classes["note"]}>{before === after ? words.same : words.from(before)}</dd>
    </div>
  );
}
