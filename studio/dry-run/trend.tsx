import { Button, Progress, Skeleton, Text, Title } from "@mantine/core";
import { IconChartLine, IconPlayerStopFilled } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import { dryRunTrendProgress, type DryRunTrend } from "../../api/index.ts";
import { callApi } from "../client/call-api.ts";
import { ErrorNote } from "../feedback/error-note.tsx";
import { formatCount, formatDay, formatDuration, formatPercent } from "../text/format.ts";
import { text } from "../text/text.ts";
import classes from "./dry-run-panel.module.css";
import { TREND_WEEKS, useTrend, type TrendQuestion } from "./use-trend.ts";

const TrendChart = lazy(async () => ({ default: (await import("./trend-chart.tsx")).TrendChart }));
const ASK_EVERY_MS = 500;

/** How the rule would have fared over the last weeks: asked on demand, since each week is a question. */
export function Trend(question: TrendQuestion) {
  const { result, error, running, name, run, stop } = useTrend(question);
  const words = text.dryRun.trend;
  return (
    <section aria-labelledby="trend">
      <div className={classes["bar"]}>
        <Title order={3} size="h6" id="trend">
          {words.title}
        </Title>
        {running ? (
          <Button
            size="compact-xs"
            variant="default"
            leftSection={<IconPlayerStopFilled size={12} aria-hidden="true" />}
            onClick={stop}
          >
            {text.dryRun.stop}
          </Button>
        ) : (
          <Button
            size="compact-xs"
            variant="default"
            leftSection={<IconChartLine size={14} aria-hidden="true" />}
            onClick={run}
          >
            {words.ask(TREND_WEEKS)}
          </Button>
        )}
      </div>
      <div aria-live="polite" aria-busy={running}>
        {running && <TrendProgress run={name} />}
        {!running && error !== null && <ErrorNote error={error} onRetry={run} />}
        {!running && error === null && result === undefined && (
          <Text size="xs" c="dimmed">
            {words.intro}
          </Text>
        )}
        {!running && error === null && result?.answer.kind === "refused" && (
          <Text size="sm">{text.dryRun.refused(result.answer.diagnostics.length)}</Text>
        )}
        {error === null && result?.answer.kind === "judged" && (
          <TrendAnswer answer={result.answer} stale={result.text !== question.text} />
        )}
      </div>
    </section>
  );
}

function TrendProgress({ run }: { readonly run: string }) {
  const { data } = useQuery({
    queryKey: ["dry-run-trend-progress", run],
    queryFn: ({ signal }) => callApi(dryRunTrendProgress, { params: { run } }, { signal }),
    refetchInterval: ASK_EVERY_MS,
    retry: false,
    gcTime: 0,
  });
  const { asked, of } = data?.progress ?? { asked: 0, of: TREND_WEEKS };
  return <Progress mt="xs" value={(100 * asked) / of} aria-label={text.dryRun.trend.progress(asked, of)} />;
}

function TrendAnswer({ answer, stale }: { readonly answer: DryRunTrend; readonly stale: boolean }) {
  const { points, complete, tier, milliseconds, currentFields } = answer;
  const words = text.dryRun.trend;
  const rates = points.map(({ matched, tested }) => formatPercent(matched, tested));
  return (
    <figure className={classes["chart"]}>
      <div role="img" aria-label={words.label(rates)}>
        <Suspense fallback={<Skeleton h={150} />}>
          <TrendChart points={points} />
        </Suspense>
      </div>
      <figcaption>
        {[
          ...(stale ? [text.dryRun.stale] : []),
          words.basis(text.dryRun.tiers[tier], formatDuration(milliseconds)),
          ...(complete ? [] : [words.incomplete]),
          ...(currentFields.length > 0 ? [text.dryRun.currentFields(currentFields)] : []),
        ].map((line) => (
          <Text key={line} size="xs" c="dimmed">
            {line}
          </Text>
        ))}
        <details>
          <summary>{text.dryRun.scores.asTable}</summary>
          <table className={classes["numbersTable"]}>
            <thead>
              <tr>
                <th scope="col">{words.columns.week}</th>
                <th scope="col">{text.dryRun.rate}</th>
                <th scope="col">{text.dryRun.matched}</th>
                <th scope="col">{text.dryRun.tested}</th>
              </tr>
            </thead>
            <tbody>
              {points.map(({ asOf, matched, tested }, index) => (
                <tr key={asOf}>
                  <th scope="row">{formatDay(asOf)}</th>
                  <td>{rates[index]}</td>
                  <td>{formatCount(matched)}</td>
                  <td>{formatCount(tested)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      </figcaption>
    </figure>
  );
}
