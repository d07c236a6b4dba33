import { Code } from "@mantine/core";
import { text as words } from "../text/text.ts";
import classes from "./compiled-panel.module.css";

export interface ParameterListProps {
  /** As JSON, the value of `$1` first. */
  readonly parameters: readonly string[];
}

/** The values that a statement binds. */
export function ParameterList({ parameters }: ParameterListProps) {
  return (
    <details className={classes["parameters"]}>
      <summary>{words.compiledPanel.parameters(parameters.length)}</summary>
      <ol className={classes["values"]}>
        {parameters.map((value, i) => (
          // A value has no name but its place.
          <li key={i}>
            <span>{words.compiledPanel.parameter(i + 1)}</span> <Code>{value}</Code>
          </li>
        ))}
      </ol>
    </details>
  );
}
