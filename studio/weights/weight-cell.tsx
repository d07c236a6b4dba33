import { text } from "../text/text.ts";
import { signedWeight, weightName } from "../trust-score/weight-name.ts";
import classes from "./weights-matrix.module.css";

export interface WeightCellProps {
  readonly weight: number;
  /** What is stored, when the draft says otherwise. */
  readonly changedFrom?: number | undefined;
}

/** A weight as a cell of the matrix: the number says it, the colour only helps. */
export function WeightCell({ weight, changedFrom }: WeightCellProps) {
  const name = weightName(weight);
  const words = text.weightsPage.matrix;
  const label = words.cell(signedWeight(weight), text.weight.names[name]);
  return (
    <td
      className={classes["weight"]}
      data-name={name}
      data-changed={changedFrom !== undefined || undefined}
      title={changedFrom === undefined ? label : `${label}, ${words.changedFrom(signedWeight(changedFrom))}`}
    >
      {signedWeight(weight)}
    </td>
  );
}
