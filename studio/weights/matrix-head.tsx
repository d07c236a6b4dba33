import { IconArrowDown, IconArrowUp } from "@tabler/icons-react";
import { text } from "../text/text.ts";
import classes from "./weights-matrix.module.css";

export interface MatrixHeadProps {
  readonly label: string;
  /** A longer name, where the label is short for something. */
  readonly title?: string;
  readonly kind: "rule" | "own" | "preset";
  readonly sorted: "ascending" | "descending" | "none";
  readonly onSort: () => void;
}

/** A column's head, which sorts by it; the names of presets stand upright. */
export function MatrixHead({ label, title, kind, sorted, onSort }: MatrixHeadProps) {
  return (
    <th scope="col" aria-sort={sorted} data-kind={kind} className={classes["head"]}>
      <button
        type="button"
        className={classes["headButton"]}
        onClick={onSort}
        title={title ?? text.weightsPage.matrix.sortBy(label)}
      >
        <span className={classes["headLabel"]}>{label}</span>
        {sorted === "ascending" && <IconArrowUp size={13} aria-hidden="true" />}
        {sorted === "descending" && <IconArrowDown size={13} aria-hidden="true" />}
      </button>
    </th>
  );
}
