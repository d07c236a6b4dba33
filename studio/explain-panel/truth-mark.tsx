import { IconCheck, IconQuestionMark, IconX } from "@tabler/icons-react";
import { text } from "../text/text.ts";
import classes from "./explain-panel.module.css";

const ICONS = { true: IconCheck, false: IconX, unknown: IconQuestionMark };

/** Whether a condition holds, by shape and word as well as by colour; null is unknown. */
export function TruthMark({ truth }: { readonly truth: boolean | null }) {
  const name = truth === null ? "unknown" : truth ? "true" : "false";
  const Icon = ICONS[name];
  const label = text.explainPanel.truth[name];
  return (
    <span className={classes["truth"]} data-truth={name} role="img" aria-label={label} title={label}>
      <Icon size={14} stroke={2.5} aria-hidden="true" />
    </span>
  );
}
