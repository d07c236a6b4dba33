import type { Diagnostic } from "../../dsl/diagnostics/index.ts";

/** What a command found in rule files; places are under the paths that people see. */
export interface ProblemReport {
  /** The command: the kind of a JSON document. */
  readonly kind: "check" | "lint";
  /** How many files were asked about. */
  readonly files: number;
  readonly problems: readonly Diagnostic[];
  /** By path. */
  readonly texts: ReadonlyMap<string, string>;
  /** What a JSON document holds besides. */
  readonly details?: object;
}
