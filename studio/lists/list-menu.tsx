import { Link } from "@tanstack/react-router";
import type { RuntimeList } from "../../api/index.ts";
import { formatAge } from "../text/format.ts";
import { text } from "../text/text.ts";
import classes from "./lists-page.module.css";

export interface ListMenuProps {
  readonly lists: readonly RuntimeList[];
  /** The name of the open one. */
  readonly open: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** The lists of the pack, each with how much stands on it and when it changed last. */
export function ListMenu({ lists, open, now }: ListMenuProps) {
  return (
    <nav aria-label={text.lists.menu}>
      <ul className={classes["menu"]}>
        {lists.map(({ name, type, entries, changedAt }) => (
          <li key={name}>
            <Link
              to="/lists"
              search={{ list: name }}
              className={classes["menuLink"]}
              aria-current={name === open ? "page" : undefined}
            >
              <span className={classes["listName"]}>{name}</span>
              <span className={classes["note"]}>{type}</span>
              <span className={classes["note"]}>
                {text.lists.entries(entries)}
                {" · "}
                {changedAt === null ? text.lists.neverChanged : text.lists.changed(formatAge(changedAt, now))}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
