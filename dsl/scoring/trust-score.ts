/** The best score; a user without any weighted match has it. */
export const BEST_SCORE = 99;

/**
 * The trust score of a user, 0 (worst) to 99 (best), from the weights of the rules that matched.
 * Every further rule with a positive weight makes the others count more; negative weights only reduce the sum.
 *
 * @example
 * trustScore([20, 20]) // 53
 */
export function trustScore(weights: readonly number[]): number {
  const total = Math.max(
    weights.reduce((sum, weight) => sum + weight, 0),
    0,
  );
  const positive = weights.filter((weight) => weight > 0).length;
  const factor = positive ** 1.1 - positive + 1;
  return Math.max(Math.trunc(BEST_SCORE - total * factor), 0);
}
