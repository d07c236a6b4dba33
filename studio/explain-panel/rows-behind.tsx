import type { RowsTrace } from "../../api/index.ts";
import { formatMoment } from "../text/format.ts";
import { text } from "../text/text.ts";
import classes from "./explain-panel.module.css";
import { shownText } from "./shown-text.ts";
import { timelineOf } from "./timeline.ts";

export interface RowsBehindProps {
  readonly rows: RowsTrace;
  /** ISO 8601. */
  readonly asOf: string;
}

/** The rows that an aggregate looked at: dots on a line of time, and the same as a list. */
export function RowsBehind({ rows, asOf }: RowsBehindProps) {
  const { source, seen, kept, unknown, fulfilled, shown, more, within, times } = rows;
  const words = text.explainPanel.rows;
  if (seen === 0) return <span className={classes["soft"]}>{words.none(source)}</span>;
  const counting = fulfilled ?? kept;
  const { from, to, window, place } = timelineOf(
    times.map(({ time }) => Date.parse(time)),
    Date.parse(asOf),
    within,
  );
  const moment = (time: number) => formatMoment(new Date(time).toISOString());
  return (
    <div className={classes["rows"]}>
      <span className={classes["soft"]}>
        {words.kept(counting, seen, source)}
        {unknown > 0 && ` · ${words.unknown(unknown)}`}
      </span>
      <div
        className={classes["timeline"]}
        role="img"
        aria-label={words.timeline(counting, seen, source, moment(from), moment(to))}
      >
        <span className={classes["window"]} style={{ left: percent(window) }} />
        {times.toReversed().map(({ time, counts }, index) => (
          <span
            key={index}
            className={classes["dot"]}
            data-counts={counts}
            style={{ left: percent(place(Date.parse(time))) }}
            title={words.dot(formatMoment(time), counts)}
          />
        ))}
        <span className={classes["now"]} />
      </div>
      <div className={classes["ends"]} aria-hidden="true">
        <span>{moment(from)}</span>
        <span>
          {words.judgedAt} {moment(to)}
        </span>
      </div>
      {shown.length > 0 && (
        <details>
          <summary>{words.list(shown.length, source)}</summary>
          <ol className={classes["rowList"]}>
            {shown.map(({ index, time, fields }) => (
              <li key={index}>
                {formatMoment(time)}
                {fields.map(({ name, type, value }) => (
                  <code key={name} className={classes["value"]}>
                    {text.explainPanel.equals(name, shownText(value, type))}
                  </code>
                ))}
              </li>
            ))}
          </ol>
          {more > 0 && <span className={classes["soft"]}>{words.more(more)}</span>}
        </details>
      )}
    </div>
  );
}

function percent(share: number): string {
  return `${100 * share}%`;
}
