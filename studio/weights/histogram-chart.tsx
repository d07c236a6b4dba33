import "@mantine/charts/styles.css";
import { CompositeChart } from "@mantine/charts";
import { useMemo } from "react";
import type { Simulation } from "../../api/index.ts";
import { formatCount } from "../text/format.ts";
import { text } from "../text/text.ts";
import { CHART_HEIGHT, PLOT } from "./plot.ts";

export interface HistogramChartProps {
  readonly histogram: Simulation["histogram"];
  /** What the line and the bars are called. */
  readonly before: string;
  readonly after: string;
}

/** The bars alone: loaded when they are first needed, since a chart library is heavy. */
export function HistogramChart({ histogram, before, after }: HistogramChartProps) {
  const data = useMemo(
    () => histogram.after.map((users, score) => ({ score, after: users, before: histogram.before[score] ?? 0 })),
    [histogram],
  );
  const { score: scoreWords } = text.weightsPage.histogram;
  return (
    <CompositeChart
      h={CHART_HEIGHT}
      data={data}
      dataKey="score"
      curveType="step"
      withDots={false}
      strokeWidth={1.25}
      gridAxis="none"
      tooltipAnimationDuration={0}
      valueFormatter={formatCount}
      series={[
        { name: "after", label: after, color: "var(--tocsin-bar)", type: "bar" },
        { name: "before", label: before, color: "var(--tocsin-ink)", type: "line" },
      ]}
      xAxisProps={{ height: PLOT.bottom, ticks: TICKS, interval: 0 }}
      yAxisProps={{ width: PLOT.left, scale: "sqrt", domain: [0, "auto"], tickCount: 4, allowDecimals: false }}
      composedChartProps={{
        accessibilityLayer: false,
        barCategoryGap: 1,
        margin: { top: PLOT.top, right: PLOT.right, bottom: 0, left: 0 },
      }}
      tooltipProps={{
        // Without a bar under the pointer there is no score to name.
        labelFormatter: (label) => (label === undefined ? "" : scoreWords(String(label))),
      }}
    />
  );
}

const TICKS = [0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 99];
