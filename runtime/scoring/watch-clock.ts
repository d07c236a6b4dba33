/** More than two clocks drift apart between two looks. */
const SET_BACK_MS = 10_000;

/** Compares a clock with one that nobody sets. */
export function watchClock(
  clock: () => number,
  steady: () => number = () => performance.now(),
): {
  /** Whether the clock has gone back since it was asked last; true when it is asked first, as nobody knows what was before. */
  wasSetBack(): boolean;
} {
  let offset = Number.POSITIVE_INFINITY;
  return {
    wasSetBack: () => {
      const before = offset;
      offset = clock() - steady();
      return offset < before - SET_BACK_MS;
    },
  };
}
