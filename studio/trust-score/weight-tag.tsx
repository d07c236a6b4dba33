import { text } from "../text/text.ts";
import { signedWeight, weightName } from "./weight-name.ts";
import classes from "./weight-tag.module.css";

export interface WeightTagProps {
  readonly weight: number;
}

/** What a rule weighs in the present settings; the number says it, the colour only helps. */
export function WeightTag({ weight }: WeightTagProps) {
  const name = weightName(weight);
  const label = `${text.weight.label(weight)}, ${text.weight.names[name]}`;
  return (
    <span className={classes["tag"]} data-name={name} role="img" aria-label={label} title={label}>
      {signedWeight(weight)}
    </span>
  );
}
