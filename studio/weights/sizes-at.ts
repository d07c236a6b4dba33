import type { Simulation, Thresholds } from "../../api/index.ts";

/** Users in the queue and on the blacklist. */
export interface QueueSizes {
  readonly inReview: number;
  readonly blacklisted: number;
}

/**
 * The sizes that other thresholds give, without asking the server again: whom a threshold may move is in the histogram, and who was
 * decided on stays where they are. `asked` are the thresholds that the answer was asked with. Exact when nobody was left out.
 */
export function sizesAt(
  { sizes, histogram }: Pick<Simulation, "sizes" | "histogram">,
  asked: Thresholds,
  thresholds: Thresholds,
): QueueSizes {
  const then = drawn(histogram.after, asked);
  const now = drawn(histogram.after, thresholds);
  return {
    inReview: Math.max(0, sizes.after.in_review - then.inReview + now.inReview),
    blacklisted: Math.max(0, sizes.after.blacklisted - then.blacklisted + now.blacklisted),
  };
}

function drawn(scores: readonly number[], { review, blacklist }: Thresholds): QueueSizes {
  const blacklisted = upTo(scores, blacklist);
  // Whom a threshold blacklists is no longer to be reviewed.
  return { inReview: Math.max(0, upTo(scores, review) - blacklisted), blacklisted };
}

function upTo(scores: readonly number[], most: number | null): number {
  return most === null ? 0 : scores.slice(0, most + 1).reduce((sum, users) => sum + users, 0);
}
