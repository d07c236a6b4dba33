import "@mantine/charts/styles.css";
import { LineChart } from "@mantine/charts";
import type { DryRunTrend } from "../../api/index.ts";
import { formatDay } from "../text/format.ts";
import { text } from "../text/text.ts";

const HEIGHT = 150;

/** The line alone: loaded when it is first needed, since a chart library is heavy. */
export function TrendChart({ points }: Pick<DryRunTrend, "points">) {
  const data = points.map(({ asOf, matched, tested }) => ({
    day: formatDay(asOf),
    rate: tested === 0 ? null : (100 * matched) / tested,
  }));
  return (
    <LineChart
      h={HEIGHT}
      data={data}
      dataKey="day"
      curveType="linear"
      gridAxis="y"
      tooltipAnimationDuration={0}
      valueFormatter={text.dryRun.trend.percent}
      series={[{ name: "rate", label: text.dryRun.rate, color: "var(--tocsin-brass)" }]}
      yAxisProps={{ width: 44, domain: [0, "auto"], tickCount: 4 }}
      lineProps={{ isAnimationActive: false }}
      lineChartProps={{ accessibilityLayer: false }}
    />
  );
}
