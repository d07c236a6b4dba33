import { appendFileSync } from "node:fs";
import type { Kept } from "./expect-kept.ts";
import type { PressCounts } from "./pressing-clients.ts";

/** A line of the table in `docs/faults.md`. */
export interface FaultLine {
  readonly fault: string;
  readonly counts: PressCounts;
  readonly kept: Kept;
  /** What else was measured. */
  readonly also?: string;
}

/** Where `npm run faults` collects the lines; nowhere in a run of the tests. */
export const LINES_VARIABLE = "TOCSIN_FAULTS_LINES";

export function recordFault(line: FaultLine): void {
  const file = process.env[LINES_VARIABLE];
  if (file !== undefined) appendFileSync(file, `${JSON.stringify(line)}\n`);
}
