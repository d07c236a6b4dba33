import type { FieldChange } from "../../api/index.ts";
import { formatMoment } from "../text/format.ts";
import { text } from "../text/text.ts";
import classes from "./field-trail-panel.module.css";

export interface FieldChangeItemProps {
  readonly change: FieldChange;
}

export function FieldChangeItem({ change }: FieldChangeItemProps) {
  const { field, fieldName, oldValue, newValue, parent, proof, time } = change;
  const owner = parent?.name ?? parent?.id ?? null;
  return (
    <li className={classes["change"]} data-proof={proof}>
      <span className={classes["field"]}>
        {owner !== null && `${owner} › `}
        {fieldName ?? field}
      </span>
      <time dateTime={time} className={classes["when"]}>
        {formatMoment(time)}
      </time>
      <span className={classes["values"]}>
        {oldValue !== null && <del>{oldValue}</del>} <ins>{newValue}</ins>
      </span>
      {proof === "broken" && <span className={classes["broken"]}>{text.fieldTrail.notProven}</span>}
    </li>
  );
}
