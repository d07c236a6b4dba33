import type { DryRunAnswer } from "../../api/index.ts";

/** An answer, and the text that it is an answer to. */
export interface DryRunResult {
  readonly text: string;
  readonly answer: DryRunAnswer;
  /** False while only the match rate is there. */
  readonly whole: boolean;
}
