/** Where a key takes a slider that stands at `value`, from -1 (off) to `most`; null when the key does not move it. */
export function valueByKey(key: string, value: number, most: number): number | null {
  const step = STEPS[key];
  if (step !== undefined) return Math.max(-1, Math.min(most, value + step));
  if (key === "Home") return -1;
  return key === "End" ? most : null;
}

const STEPS: Readonly<Record<string, number>> = {
  ArrowRight: 1,
  ArrowUp: 1,
  ArrowLeft: -1,
  ArrowDown: -1,
  PageUp: 10,
  PageDown: -10,
};
