import { NumberInput } from "@mantine/core";
import type { Thresholds } from "../../api/index.ts";
import { text } from "../text/text.ts";
import { MOST, moveThreshold, THRESHOLDS } from "./thresholds.ts";
import classes from "./weights-page.module.css";

export interface ThresholdInputsProps {
  readonly thresholds: Thresholds;
  readonly onThresholds: (thresholds: Thresholds) => void;
}

/** Both thresholds as numbers; an empty one is off. */
export function ThresholdInputs({ thresholds, onThresholds }: ThresholdInputsProps) {
  const words = text.weightsPage.histogram;
  return (
    <div className={classes["pair"]}>
      {THRESHOLDS.map((which) => (
        <NumberInput
          key={which}
          size="xs"
          label={words.input[which]}
          placeholder={words.off}
          min={0}
          max={MOST[which]}
          clampBehavior="strict"
          allowDecimal={false}
          allowNegative={false}
          value={thresholds[which] ?? ""}
          onChange={(value) => onThresholds(moveThreshold(thresholds, which, typeof value === "number" ? value : null))}
        />
      ))}
    </div>
  );
}
