import { useLayoutEffect } from "react";
import { formatPercent } from "../text/format.ts";
import { text } from "../text/text.ts";
import classes from "./dry-run-panel.module.css";
import { MARKS } from "./play-marks.ts";

export interface MatchRateProps {
  readonly tested: number;
  readonly matched: number;
  /** Users for whom the rule could not say; hatched on the bar. */
  readonly unknown: number;
  /** Another one with every answer. */
  readonly answer: unknown;
}

/** The match rate, large, and the same on a bar. */
export function MatchRate({ tested, matched, unknown, answer }: MatchRateProps) {
  useLayoutEffect(() => void performance.mark(MARKS.rate), [answer]);
  const rate = formatPercent(matched, tested);
  return (
    <>
      <div className={classes["rate"]}>
        <span className={classes["rateNumber"]} data-testid="match-rate">
          {rate}
        </span>
        <span>{text.dryRun.matchedOf(matched, tested)}</span>
      </div>
      <div className={classes["track"]} role="img" aria-label={text.dryRun.rateLabel(rate, matched, tested)}>
        <span className={classes["matched"]} style={{ width: widthOf(matched, tested) }} />
        <span className={classes["unknown"]} style={{ width: widthOf(unknown, tested) }} />
      </div>
    </>
  );
}

/** A share that is there but tiny stays visible. */
function widthOf(part: number, whole: number): string {
  return part === 0 ? "0" : `max(3px, ${(100 * part) / whole}%)`;
}
