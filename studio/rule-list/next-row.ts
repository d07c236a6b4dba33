/** A visible row of a tree of two levels: the heading of a group, or one of its items. */
export interface Row {
  readonly isGroup: boolean;
  /** Of a group: its items are shown. */
  readonly isOpen: boolean;
}

/** Where a key leads from a row: another row by its index, `fold` for folding or unfolding the row itself, null for nowhere. */
export function nextRow(rows: readonly Row[], index: number, key: string): number | "fold" | null {
  const row = rows[index];
  if (row === undefined) return null;
  switch (key) {
    case "ArrowDown":
      return Math.min(index + 1, rows.length - 1);
    case "ArrowUp":
      return Math.max(index - 1, 0);
    case "Home":
      return 0;
    case "End":
      return rows.length - 1;
    case "ArrowRight":
      if (!row.isGroup) return null;
      return row.isOpen ? Math.min(index + 1, rows.length - 1) : "fold";
    case "ArrowLeft":
      if (row.isGroup) return row.isOpen ? "fold" : null;
      return rows.findLastIndex(({ isGroup }, at) => isGroup && at < index);
    default:
      return null;
  }
}
