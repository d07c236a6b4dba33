import type { CoverageMark } from "./coverage-marks.ts";
import classes from "./tests-panel.module.css";

export interface CoverageSignProps {
  readonly sign: CoverageMark["sign"];
}

/** The same sign as in the gutter; the words beside it say what it means. */
export function CoverageSign({ sign }: CoverageSignProps) {
  return <span className={`${classes["sign"]} ${classes[sign]}`} aria-hidden="true" />;
}
