import { Text, Title } from "@mantine/core";
import type { FactCoverage } from "../../api/index.ts";
import { formatPercent } from "../text/format.ts";
import { text } from "../text/text.ts";
import classes from "./data-sources-page.module.css";

export interface CoverageCardProps {
  readonly coverage: FactCoverage;
}

/** Of how many stored values each fact is known, the best known first. */
export function CoverageCard({ coverage: { of, counted, sampled, facts } }: CoverageCardProps) {
  const id = `coverage-${of}`;
  const sorted = facts.toSorted((a, b) => b.known - a.known);
  return (
    <section aria-labelledby={id} className={classes["card"]}>
      <Title order={2} size="h4" id={id}>
        {text.dataSources.coverage[of]}
      </Title>
      <Text c="dimmed" size="sm" mb="sm">
        {counted === 0 ? text.dataSources.nothingStored : text.dataSources.counted(counted, sampled)}
      </Text>
      {counted > 0 && (
        <dl className={classes["bars"]}>
          {sorted.map(({ fact, known }) => (
            <div key={fact}>
              <dt>{fact}</dt>
              <dd className={classes["share"]}>{formatPercent(known, 1)}</dd>
              <dd className={classes["track"]} aria-hidden="true">
                <span style={{ width: `${100 * known}%` }} />
              </dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}
