import { useState, type FocusEvent, type KeyboardEvent } from "react";
import { nextRow, type Row } from "./next-row.ts";
import type { TreeRow } from "./tree-row.ts";

/** A visible row, from the top. */
export interface VisibleRow extends Row {
  /** Not that of any other row. */
  readonly key: string;
  /** Its file is open. */
  readonly isShown: boolean;
}

/** The keys of a tree: arrows move, fold and unfold, Home and End lead to its ends; Enter and space press a row, which is a link or a button. */
export function useTree(rows: readonly VisibleRow[]) {
  const [focused, setFocused] = useState<string | null>(null);
  const stop = (rows.find(({ key }) => key === focused) ?? rows.find(({ isShown }) => isShown) ?? rows[0])?.key;
  const elementOf = (tree: HTMLElement, key: string | undefined) =>
    [...tree.querySelectorAll<HTMLElement>("[data-row]")].find(({ dataset }) => dataset["row"] === key);
  return {
    rowOf: (key: string, level: number): TreeRow => ({
      role: "treeitem",
      "data-row": key,
      "aria-level": level,
      tabIndex: key === stop ? 0 : -1,
    }),
    onFocus: ({ target }: FocusEvent<HTMLElement>) => setFocused(target.dataset["row"] ?? null),
    onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
      if (event.altKey || event.ctrlKey || event.metaKey || !(event.target instanceof HTMLElement)) return;
      const key = event.target.dataset["row"];
      const at = rows.findIndex((row) => row.key === key);
      // A link is not pressed by the space bar of itself.
      const isPressed = event.key === " " && event.target instanceof HTMLAnchorElement;
      const next = isPressed ? "press" : nextRow(rows, at, event.key);
      if (key === undefined || next === null) return;
      event.preventDefault();
      if (next === "fold" || next === "press") event.target.click();
      else elementOf(event.currentTarget, rows[next]?.key)?.focus();
    },
  };
}
