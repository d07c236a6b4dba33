import { Link } from "@tanstack/react-router";
import { text } from "../text/text.ts";
import { WeightTag } from "../trust-score/weight-tag.tsx";
import type { ListedRule } from "./group-rules.ts";
import classes from "./rule-list.module.css";
import type { TreeRow } from "./tree-row.ts";

export interface RuleLinkProps {
  readonly rule: ListedRule;
  readonly open: boolean;
  readonly changed: boolean;
  readonly row: TreeRow;
}

export function RuleLink({ rule, open, changed, row }: RuleLinkProps) {
  return (
    <Link
      {...row}
      to="/rules"
      search={(search) => ({ ...search, file: rule.path })}
      className={classes["item"]}
      aria-selected={open}
      aria-current={open ? "true" : undefined}
      data-open={open}
    >
      <span className={classes["id"]}>{rule.id}</span>
      <span className={classes["title"]}>
        {rule.title}
        {changed && (
          <span className={classes["mark"]} role="img" aria-label={text.rules.changed} title={text.rules.changed} />
        )}
        {rule.errors > 0 && <span className={classes["errors"]}>{text.rules.problems(rule.errors)}</span>}
      </span>
      <WeightTag weight={rule.weight} />
    </Link>
  );
}
