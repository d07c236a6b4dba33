import { IconPlugConnectedX } from "@tabler/icons-react";
import { isApiError } from "../client/api-error.ts";
import { text } from "../text/text.ts";
import classes from "./away-note.module.css";
import { useServerAway } from "./use-server-away.ts";

/** Says on every page that what is on show may be old, for as long as the server does not answer. */
export function AwayNote() {
  const away = useServerAway();
  const words = text.shell.away;
  return (
    <div role="status">
      {away !== null && (
        <div className={classes["note"]}>
          <IconPlugConnectedX size={18} aria-hidden="true" />
          <span>{isApiError(away, "unavailable") ? words.unavailable : words.unreachable}</span>
        </div>
      )}
    </div>
  );
}
