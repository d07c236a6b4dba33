import { messageParts } from "./message-parts.ts";
import classes from "./problem-list.module.css";

export interface MessageTextProps {
  readonly message: string;
}

/** A diagnostic's message; what stands in back-ticks is set as code. */
export function MessageText({ message }: MessageTextProps) {
  return messageParts(message).map(({ code, text, start }) =>
    code ? (
      <code key={start} className={classes["code"]}>
        {text}
      </code>
    ) : (
      <span key={start}>{text}</span>
    ),
  );
}
