import { Skeleton, Text } from "@mantine/core";
import { lazy, Suspense, type CSSProperties } from "react";
import type { Simulation, Thresholds } from "../../api/index.ts";
import { text } from "../text/text.ts";
import { HistogramTable } from "./histogram-table.tsx";
import { CHART_HEIGHT, PLOT } from "./plot.ts";
import classes from "./score-histogram.module.css";
import { ThresholdHandle } from "./threshold-handle.tsx";
import { moveThreshold, placeOfThreshold } from "./thresholds.ts";

const HistogramChart = lazy(async () => ({ default: (await import("./histogram-chart.tsx")).HistogramChart }));

export interface ScoreHistogramProps {
  readonly histogram: Simulation["histogram"];
  readonly thresholds: Thresholds;
  readonly onThresholds: (thresholds: Thresholds) => void;
}

/** Scores before and after, with both thresholds as handles that are dragged over them. */
export function ScoreHistogram({ histogram, thresholds, onThresholds }: ScoreHistogramProps) {
  const words = text.weightsPage.histogram;
  const users = histogram.after.reduce((sum, n) => sum + n, 0);
  const { review, blacklist } = thresholds;
  const places = { "--review": placeOfThreshold(review), "--blacklist": placeOfThreshold(blacklist) };
  return (
    <figure className={classes["figure"]}>
      <div className={classes["frame"]} style={{ height: CHART_HEIGHT }}>
        {/* Custom properties are no part of React's own style type. */}
        <div className={classes["zones"]} style={{ ...INSET, ...places } as CSSProperties} aria-hidden="true">
          <span data-zone="review" />
          <span data-zone="blacklist" />
        </div>
        <div role="img" aria-label={words.label(users)}>
          <Suspense fallback={<Skeleton h={CHART_HEIGHT} />}>
            <HistogramChart histogram={histogram} before={words.before} after={words.after} />
          </Suspense>
        </div>
        <div className={classes["handles"]} style={INSET}>
          <ThresholdHandle
            which="blacklist"
            value={blacklist}
            onMove={(value) => onThresholds(moveThreshold(thresholds, "blacklist", value))}
          />
          <ThresholdHandle
            which="review"
            value={review}
            onMove={(value) => onThresholds(moveThreshold(thresholds, "review", value))}
          />
        </div>
      </div>
      <figcaption>
        <Text size="xs" c="dimmed" component="div" className={classes["legend"]}>
          <span data-series="after">{words.after}</span>
          <span data-series="before">{words.before}</span>
          <span>{words.axis}</span>
        </Text>
        <details className={classes["details"]}>
          <summary>{words.asTable}</summary>
          <HistogramTable histogram={histogram} columns={words.columns} className={classes["table"]} />
        </details>
      </figcaption>
    </figure>
  );
}

const INSET = { left: PLOT.left, right: PLOT.right, top: 0, bottom: PLOT.bottom };
