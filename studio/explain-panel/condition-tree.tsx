import type { Explanation, RowTrace, TraceNode } from "../../api/index.ts";
import { formatMoment } from "../text/format.ts";
import { text } from "../text/text.ts";
import classes from "./explain-panel.module.css";
import { PlaceButton, type PlaceButtonProps } from "./place-button.tsx";
import { RowsBehind } from "./rows-behind.tsx";
import { shownText } from "./shown-text.ts";
import { treeParts } from "./tree-parts.ts";
import { TruthMark } from "./truth-mark.tsx";

export interface ConditionTreeProps {
  readonly node: TraceNode;
  /** What the root is called instead of what stands there: `when`. */
  readonly label: string;
  readonly attributes: Explanation["attributes"];
  /** ISO 8601. */
  readonly asOf: string;
  readonly onGo: PlaceButtonProps["onGo"];
}

/** Every condition with its truth, what it read, and the rows behind it. */
export function ConditionTree({ label, ...props }: ConditionTreeProps) {
  return (
    <ul className={classes["tree"]} aria-label={label}>
      <Line {...props} label={label} />
    </ul>
  );
}

type LineProps = Omit<ConditionTreeProps, "label"> & { readonly label?: string };

function Line({ node, label, ...rest }: LineProps) {
  const { conditions, values, rows, attributes, blame } = treeParts(node);
  const words = text.explainPanel;
  return (
    <li>
      <div className={classes["line"]}>
        {typeof node.value === "boolean" || node.value === null ? <TruthMark truth={node.value} /> : null}
        <div className={classes["said"]}>
          <PlaceButton code={label ?? node.text} span={node.span} onGo={rest.onGo} />
          {node.via !== null && <span className={classes["soft"]}>{words.definedBy(node.via.text)}</span>}
          {values.map((value) => (
            <code key={value} className={classes["value"]}>
              {value}
            </code>
          ))}
          {node.value === null &&
            blame.map((reason) => (
              <span key={reason} className={classes["blame"]}>
                {words.whyUnknown(reason)}
              </span>
            ))}
        </div>
      </div>
      {rows.map((each, index) => (
        <div key={index} className={classes["behind"]}>
          <RowsBehind rows={each} asOf={rest.asOf} />
          {each.shown.map((row) => (
            <RowCondition key={row.index} {...rest} row={row} />
          ))}
        </div>
      ))}
      {attributes.map((name) => (
        <Attribute key={name} {...rest} name={name} open={label !== undefined} />
      ))}
      {conditions.length > 0 && (
        <ul className={classes["tree"]}>
          {conditions.map((child, index) => (
            <Line key={index} {...rest} node={child} />
          ))}
        </ul>
      )}
    </li>
  );
}

type Inner = Omit<LineProps, "node" | "label">;

/** The condition of a quantifier in one of the rows that decide or come nearest. */
function RowCondition({ row, ...rest }: Inner & { readonly row: RowTrace }) {
  if (row.condition === null) return null;
  return (
    <div className={classes["rowCondition"]}>
      <span className={classes["soft"]}>{text.explainPanel.row(row.source, row.index, formatMoment(row.time))}</span>
      <ul className={classes["tree"]}>
        <Line {...rest} node={row.condition} />
      </ul>
    </div>
  );
}

function Attribute({ name, open, ...rest }: Inner & { readonly name: string; readonly open: boolean }) {
  const attribute = rest.attributes.find((each) => each.name === name);
  if (attribute === undefined) return null;
  const { tree, type, value, doc } = attribute;
  const words = text.explainPanel;
  return (
    <details className={classes["attribute"]} open={open}>
      <summary>
        <code>{words.equals(name, shownText(value, type))}</code>
      </summary>
      {doc !== null && <p className={classes["soft"]}>{doc}</p>}
      {tree !== null && (
        <ul className={classes["tree"]} aria-label={words.attribute(name)}>
          <Line {...rest} node={tree} />
        </ul>
      )}
    </details>
  );
}
