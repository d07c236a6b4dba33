import type { TraceNode } from "../../api/index.ts";
import { text } from "../text/text.ts";
import classes from "./explain-panel.module.css";

type Span = NonNullable<TraceNode["span"]>;

export interface PlaceButtonProps {
  readonly code: string;
  /** Null for what nobody wrote. */
  readonly span: Span | null;
  readonly onGo: (span: Span) => void;
}

/** Code that leads to its place in the editor. */
export function PlaceButton({ code, span, onGo }: PlaceButtonProps) {
  if (span === null) return <code className={classes["code"]}>{code}</code>;
  return (
    <button type="button" className={classes["place"]} title={text.explainPanel.goTo(code)} onClick={() => onGo(span)}>
      <code>{code}</code>
    </button>
  );
}
