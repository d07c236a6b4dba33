import type { KeyboardEvent } from "react";
import { nextRow } from "./next-row.ts";

const ROWS = "a, button[data-row='group']";

/** The keys of a tree, for a list of links under headings: arrows move, fold and unfold; Home and End lead to its ends. */
export function useListKeys() {
  return (event: KeyboardEvent<HTMLElement>): void => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const rows = [...event.currentTarget.querySelectorAll<HTMLElement>(ROWS)];
    const index = rows.findIndex((row) => row === document.activeElement);
    const row = rows[index];
    if (row === undefined) return;
    const states = rows.map((each) => ({
      isGroup: each.dataset["row"] === "group",
      isOpen: each.getAttribute("aria-expanded") !== "false",
    }));
    const next = nextRow(states, index, event.key);
    if (next === null) return;
    event.preventDefault();
    if (next === "fold") row.click();
    else rows[next]?.focus();
  };
}
