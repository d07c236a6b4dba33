import { IconChevronDown, IconChevronRight, IconLock } from "@tabler/icons-react";
import { useId, type ReactNode } from "react";
import { text } from "../text/text.ts";
import classes from "./rule-list.module.css";
import type { TreeRow } from "./tree-row.ts";

export interface ListGroupProps {
  readonly title: string;
  /** Its files ship with Tocsin. */
  readonly readOnly: boolean;
  readonly isOpen: boolean;
  readonly row: TreeRow;
  readonly onFold: () => void;
  /** Rows of the tree, each in an item of a list. */
  readonly children: ReactNode;
}

/** A branch of the tree that can be folded away. */
export function ListGroup({ title, readOnly, isOpen, row, onFold, children }: ListGroupProps) {
  const items = useId();
  const Chevron = isOpen ? IconChevronDown : IconChevronRight;
  return (
    <li role="none">
      <button
        {...row}
        type="button"
        className={classes["fold"]}
        aria-expanded={isOpen}
        {...(isOpen && { "aria-owns": items })}
        onClick={onFold}
      >
        <Chevron size={14} aria-hidden="true" />
        {title}
        {readOnly && <IconLock size={12} className={classes["lock"]} role="img" aria-label={text.rules.readOnly} />}
      </button>
      {isOpen && (
        <ul id={items} role="group" className={classes["items"]} aria-label={title}>
          {children}
        </ul>
      )}
    </li>
  );
}
