/** Keys that a page of rows is passed with. */
const PAGE = 15;

/** The row that a key leads to from another; null when the key leads nowhere. */
export function rowToGoTo(key: string, from: number, count: number): number | null {
  const to = destinationOf(key, from, count);
  return to === null ? null : Math.max(0, Math.min(count - 1, to));
}

function destinationOf(key: string, from: number, count: number): number | null {
  switch (key) {
    case "ArrowDown":
      return from + 1;
    case "ArrowUp":
      return from - 1;
    case "PageDown":
      return from + PAGE;
    case "PageUp":
      return from - PAGE;
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return null;
  }
}
