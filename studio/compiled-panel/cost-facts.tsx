import { Title } from "@mantine/core";
import type { CompiledRule } from "../../api/index.ts";
import { formatCount } from "../text/format.ts";
import { text as words } from "../text/text.ts";
import classes from "./compiled-panel.module.css";

export interface CostFactsProps {
  readonly cost: CompiledRule["cost"];
}

/** What judging one user costs at most, as the linter and the hover say it. */
export function CostFacts({ cost }: CostFactsProps) {
  const { title, classes: reads, class: costClass, rows, steps } = words.compiledPanel.cost;
  return (
    <section aria-labelledby="cost-title">
      <Title order={3} size="h6" id="cost-title">
        {title}
      </Title>
      <dl className={classes["facts"]}>
        <div>
          <dt>{costClass}</dt>
          <dd>{reads[cost.class]}</dd>
        </div>
        <div>
          <dt>{rows}</dt>
          <dd>{formatCount(cost.rowVisits)}</dd>
        </div>
        <div>
          <dt>{steps}</dt>
          <dd>{formatCount(cost.steps)}</dd>
        </div>
      </dl>
    </section>
  );
}
