import { Progress, Text, Title, UnstyledButton } from "@mantine/core";
import type { ConditionCoverage, RuleCoverage } from "../../api/index.ts";
import { formatPercent } from "../text/format.ts";
import { text as words } from "../text/text.ts";
import { conditionText } from "./coverage-marks.ts";
import { coverageState } from "./coverage-state.ts";
import { CoverageSign } from "./coverage-sign.tsx";
import classes from "./tests-panel.module.css";

export interface CoverageSummaryProps {
  readonly coverage: RuleCoverage;
  readonly path: string;
  /** The text that was run. */
  readonly source: string;
  readonly onReveal: (offset: number) => void;
}

/** How much of the conditions the tests saw, and what they did not. */
export function CoverageSummary({ coverage, path, source, onReveal }: CoverageSummaryProps) {
  const { seen, of, conditions, untested } = coverage;
  const gaps = conditions.filter((each) => each.span.file === path && coverageState(each) !== "full");
  const edges = new Set((untested ?? []).map(({ span }) => `${span.file} ${span.start}`)).size;
  const label = words.testsPanel.coverage.of(seen, of);
  return (
    <section aria-labelledby="test-coverage">
      <div className={classes["coverageHead"]}>
        <Title order={3} size="h6" id="test-coverage">
          {words.testsPanel.coverage.title}
        </Title>
        <strong>{formatPercent(seen, of)}</strong>
      </div>
      <Progress value={of === 0 ? 0 : (100 * seen) / of} size="sm" color="teal" aria-label={label} mb={4} />
      <Text size="xs" c="dimmed" title={words.testsPanel.coverage.hint}>
        {label}
      </Text>
      {gaps.length > 0 && (
        <ul className={classes["gaps"]} aria-label={words.testsPanel.coverage.gaps}>
          {gaps.map((gap) => (
            <Gap key={`${gap.span.start} ${gap.span.end}`} gap={gap} source={source} onReveal={onReveal} />
          ))}
        </ul>
      )}
      <Text size="sm" mt={6}>
        {untested === null
          ? words.testsPanel.coverage.unknownThresholds
          : edges === 0
            ? words.testsPanel.coverage.tested
            : words.testsPanel.coverage.untested(edges)}
      </Text>
    </section>
  );
}

interface GapProps {
  readonly gap: ConditionCoverage;
  readonly source: string;
  readonly onReveal: (offset: number) => void;
}

function Gap({ gap, source, onReveal }: GapProps) {
  const state = coverageState(gap);
  return (
    <li>
      <UnstyledButton className={classes["gap"]} onClick={() => onReveal(gap.span.start)}>
        <CoverageSign sign={state === "never" ? "never" : "half"} />
        <span>
          <code>{conditionText(gap, source)}</code> {words.testsPanel.coverage[state]}
        </span>
      </UnstyledButton>
    </li>
  );
}
