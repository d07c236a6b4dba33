import { memo } from "react";
import type { Preset } from "../../api/index.ts";
import { formatCount } from "../text/format.ts";
import type { MatrixRule } from "./matrix-rows.ts";
import { WeightCell } from "./weight-cell.tsx";
import classes from "./weights-matrix.module.css";

export interface MatrixRowProps {
  readonly rule: MatrixRule;
  /** Its place among all rows, from 0. */
  readonly index: number;
  readonly stored: number;
  readonly draft: number;
  readonly matching: number;
  readonly presets: readonly Preset[];
  readonly selected: boolean;
  /** Reached by the tab key; the others by the arrows. */
  readonly focusable: boolean;
  readonly onSelect: (id: string) => void;
}

/** Drawn anew only when something of this rule changes. */
export const MatrixRow = memo(function MatrixRow(props: MatrixRowProps) {
  const { rule, index, stored, draft, matching, presets, selected, focusable, onSelect } = props;
  return (
    <tr
      className={classes["row"]}
      aria-rowindex={index + 2}
      data-selected={selected || undefined}
      onClick={() => onSelect(rule.id)}
    >
      <th scope="row" className={classes["rule"]}>
        <button
          type="button"
          className={classes["ruleButton"]}
          data-row={index}
          tabIndex={focusable ? 0 : -1}
          aria-pressed={selected}
          title={`${rule.id} ${rule.title}`}
        >
          <span className={classes["id"]}>{rule.id}</span>
          <span className={classes["title"]}>{rule.title}</span>
        </button>
      </th>
      <WeightCell weight={stored} />
      {draft === stored ? <td className={classes["weight"]} /> : <WeightCell weight={draft} changedFrom={stored} />}
      <td className={classes["matching"]}>{matching === 0 ? "" : formatCount(matching)}</td>
      {presets.map(({ name, weights }) => (
        <WeightCell key={name} weight={weights[rule.id] ?? 0} />
      ))}
    </tr>
  );
});
