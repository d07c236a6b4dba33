import { text } from "../text/text.ts";
import { bandOf, type Band } from "./band.ts";
import classes from "./trust-badge.module.css";

export interface TrustBadgeProps {
  /** 0..99, 99 is full trust; null was never scored. */
  readonly score: number | null;
  readonly size?: "small" | "large";
}

/** A trust score with its band: by shape and word as well as by colour. */
export function TrustBadge({ score, size = "small" }: TrustBadgeProps) {
  const band = bandOf(score);
  const label = score === null ? text.score.none : text.score.of(score, text.score.bands[band]);
  return (
    <span className={classes["badge"]} data-band={band} data-size={size} role="img" aria-label={label} title={label}>
      <BandShape band={band} />
      <span aria-hidden="true">{score ?? "−"}</span>
    </span>
  );
}

/** Three shapes that stay apart without colour: a falling triangle, a bar, a rising triangle; a ring for no score. */
function BandShape({ band }: { readonly band: Band }) {
  return (
    <svg viewBox="0 0 10 10" aria-hidden="true" focusable="false" className={classes["shape"]}>
      {band === "low" && <path d="M1 2h8L5 9Z" />}
      {band === "medium" && <path d="M1 3.5h8v3H1Z" />}
      {band === "high" && <path d="M1 8h8L5 1Z" />}
      {band === "none" && <circle cx="5" cy="5" r="3" fill="none" stroke="currentColor" strokeWidth="1.5" />}
    </svg>
  );
}
