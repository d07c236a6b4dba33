import { IconChevronDown, IconChevronRight, IconLock } from "@tabler/icons-react";
import { useState, type ReactNode } from "react";
import { text } from "../text/text.ts";
import classes from "./rule-list.module.css";

export interface ListGroupProps {
  readonly title: string;
  /** Its files ship with Tocsin. */
  readonly readOnly: boolean;
  /** Items of a list. */
  readonly children: ReactNode;
}

/** A part of the list that can be folded away. */
export function ListGroup({ title, readOnly, children }: ListGroupProps) {
  const [isOpen, setOpen] = useState(true);
  const Chevron = isOpen ? IconChevronDown : IconChevronRight;
  return (
    <section aria-label={title}>
      <h2 className={classes["category"]}>
        <button
          type="button"
          className={classes["fold"]}
          aria-expanded={isOpen}
          data-row="group"
          onClick={() => setOpen(!isOpen)}
        >
          <Chevron size={14} aria-hidden="true" />
          {title}
          {readOnly && <IconLock size={12} className={classes["lock"]} role="img" aria-label={text.rules.readOnly} />}
        </button>
      </h2>
      {isOpen && <ul className={classes["items"]}>{children}</ul>}
    </section>
  );
}
