/** Moments in the browser's timeline, for measuring: a text changed, and its problems are underlined. */
const NAMES = { typed: "tocsin-typed", checked: "tocsin-checked" } as const;

/** Only the newest of its name is kept: whoever measures is told of each as it comes. */
export function markMoment(moment: keyof typeof NAMES): void {
  performance.clearMarks(NAMES[moment]);
  performance.mark(NAMES[moment]);
}
