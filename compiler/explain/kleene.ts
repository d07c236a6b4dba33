import type { Outcome } from "../typescript/evaluator.ts";

/** True where all are, false where one is, else unknown. All of none is true. */
export function allOf(truths: Iterable<Outcome>): Outcome {
  return joined(truths, false);
}

/** True where one is, false where all are, else unknown. Any of none is false. */
export function anyOf(truths: Iterable<Outcome>): Outcome {
  return joined(truths, true);
}

export function negated(truth: Outcome): Outcome {
  return truth === null ? null : !truth;
}

/** One that decides settles it, one unknown leaves it open. */
function joined(truths: Iterable<Outcome>, decides: boolean): Outcome {
  let outcome: Outcome = !decides;
  for (const truth of truths) {
    if (truth === decides) return decides;
    if (truth === null) outcome = null;
  }
  return outcome;
}
