import { text } from "../text/text.ts";
import { BellMark } from "../theme/bell-mark.tsx";
import { FeedbackPage } from "./feedback-page.tsx";
import classes from "./page.module.css";

/** Shown only when the first answer takes long enough to be noticed. */
export function LoadingPage() {
  return (
    <FeedbackPage>
      <span role="status" aria-label={text.common.loading} className={classes["swing"]}>
        <BellMark size={40} />
      </span>
    </FeedbackPage>
  );
}
