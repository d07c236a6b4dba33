import { Select, Skeleton, Text, Title } from "@mantine/core";
import { lazy, Suspense } from "react";
import type { DryRunScores } from "../../api/index.ts";
import { formatCount } from "../text/format.ts";
import { text } from "../text/text.ts";
import { signedWeight } from "../trust-score/weight-name.ts";
import { HistogramTable } from "../weights/histogram-table.tsx";
import { NAMED_WEIGHTS } from "../weights/named-weights.ts";
import { CHART_HEIGHT } from "../weights/plot.ts";
import classes from "./dry-run-panel.module.css";

const HistogramChart = lazy(async () => ({
  default: (await import("../weights/histogram-chart.tsx")).HistogramChart,
}));

export interface ScoreChangesProps {
  readonly scores: DryRunScores;
  /** Asks again with another weight. */
  readonly onWeight: (weight: number) => void;
}

/** What scores become when the asked text takes the deployed rule's place. */
export function ScoreChanges({ scores, onWeight }: ScoreChangesProps) {
  const { compared, weight, histogram, rescored, moves, thresholds } = scores;
  const words = text.dryRun.scores;
  if (compared === 0) return null;
  const named = NAMED_WEIGHTS.map((each) => ({
    value: String(each.weight),
    label: words.weightOf(text.weight.names[each.name], signedWeight(each.weight)),
  }));
  const own = { value: String(weight), label: words.weightOf(text.weight.names.other, signedWeight(weight)) };
  const data = named.some(({ value }) => value === own.value) ? named : [...named, own];
  return (
    <section aria-labelledby="score-changes">
      <div className={classes["bar"]}>
        <Title order={3} size="h6" id="score-changes">
          {words.title}
        </Title>
        <Select
          size="xs"
          w={170}
          aria-label={words.weight}
          data={data}
          value={own.value}
          allowDeselect={false}
          onChange={(value) => value !== null && onWeight(Number(value))}
        />
      </div>
      <Text size="sm">{words.rescored(rescored, compared)}</Text>
      <Text size="xs" c="dimmed">
        {words.thresholds(thresholds.review, thresholds.blacklist)}
      </Text>
      {moves.length > 0 && (
        <ul className={classes["people"]} aria-label={words.moves}>
          {moves.map(({ from, to, users }) => (
            <li key={`${from} ${to}`}>
              <span className={classes["reasonCount"]}>{formatCount(users)}</span>
              <span>{words.move(text.status[from], text.status[to])}</span>
            </li>
          ))}
        </ul>
      )}
      <figure className={classes["chart"]}>
        <div role="img" aria-label={words.label(compared)}>
          <Suspense fallback={<Skeleton h={CHART_HEIGHT} />}>
            <HistogramChart histogram={histogram} before={words.columns.before} after={words.columns.after} />
          </Suspense>
        </div>
        <figcaption>
          <Text size="xs" c="dimmed">
            {words.legend}
          </Text>
          <details>
            <summary>{words.asTable}</summary>
            <HistogramTable histogram={histogram} columns={words.columns} className={classes["numbersTable"]} />
          </details>
        </figcaption>
      </figure>
    </section>
  );
}
