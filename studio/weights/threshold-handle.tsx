import { useRef, type KeyboardEvent, type PointerEvent } from "react";
import { text } from "../text/text.ts";
import { MOST, placeOfThreshold, thresholdAt, type Threshold } from "./thresholds.ts";
import { valueByKey } from "./value-by-key.ts";
import classes from "./score-histogram.module.css";

export interface ThresholdHandleProps {
  readonly which: Threshold;
  readonly value: number | null;
  readonly onMove: (value: number | null) => void;
}

/** A threshold that is dragged along the scores, or moved by the arrow keys; belongs into the plot, whose width it takes for the line. */
export function ThresholdHandle({ which, value, onMove }: ThresholdHandleProps) {
  const words = text.weightsPage.histogram;
  const handle = useRef<HTMLDivElement>(null);
  const name = words.atOrBelow(words[which], value);

  const follow = ({ clientX, buttons }: PointerEvent) => {
    const plot = handle.current?.parentElement?.getBoundingClientRect();
    if (plot === undefined || buttons === 0) return;
    onMove(thresholdAt((clientX - plot.left) / plot.width));
  };
  const press = (event: PointerEvent<HTMLDivElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    event.currentTarget.focus();
  };
  const byKey = (event: KeyboardEvent) => {
    const next = valueByKey(event.key, value ?? -1, MOST[which]);
    if (next === null) return;
    event.preventDefault();
    onMove(next < 0 ? null : next);
  };

  return (
    <div
      ref={handle}
      role="slider"
      tabIndex={0}
      aria-label={words.handle[which]}
      aria-valuemin={-1}
      aria-valuemax={MOST[which]}
      aria-valuenow={value ?? -1}
      aria-valuetext={name}
      className={classes["handle"]}
      data-which={which}
      data-right={placeOfThreshold(value) > LEFT_OF_LINE[which] || undefined}
      style={{ left: `${100 * placeOfThreshold(value)}%` }}
      onPointerDown={press}
      onPointerMove={follow}
      onKeyDown={byKey}
    >
      <span className={classes["flag"]} aria-hidden="true">
        {name}
      </span>
      <span className={classes["grip"]} aria-hidden="true" />
    </div>
  );
}

/** From there on its name stands left of the line: the blacklist's keeps clear of the other line, the other's inside the plot. */
const LEFT_OF_LINE: Readonly<Record<Threshold, number>> = { review: 0.6, blacklist: 0.3 };
