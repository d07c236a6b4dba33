import { Text } from "@mantine/core";
import { IconLink, IconLinkOff } from "@tabler/icons-react";
import { text } from "../text/text.ts";
import classes from "./field-trail-panel.module.css";
import type { TrailState } from "./trail-state.ts";

export interface TrailNoteProps {
  readonly state: Exclude<TrailState, { readonly kind: "empty" }>;
}

/** Whether the trail is what was written; a broken one is an alert. */
export function TrailNote({ state }: TrailNoteProps) {
  switch (state.kind) {
    case "verified":
      return (
        <Text size="sm" c="dimmed" className={classes["note"]}>
          <IconLink size={16} aria-hidden="true" /> {text.fieldTrail.verified}
        </Text>
      );
    case "older":
      return (
        <Text size="sm" c="dimmed">
          {text.fieldTrail.older}
        </Text>
      );
    case "broken":
      return (
        <Text size="sm" role="alert" className={`${classes["note"]} ${classes["broken"]}`}>
          <IconLinkOff size={16} aria-hidden="true" /> {text.fieldTrail.broken(state.sequence)}
        </Text>
      );
  }
}
