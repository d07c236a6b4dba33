import { Table } from "@mantine/core";
import { IconArrowDown, IconArrowsSort, IconArrowUp } from "@tabler/icons-react";
import { text } from "../text/text.ts";
import classes from "./dry-run-panel.module.css";

const ICONS = { ascending: IconArrowUp, descending: IconArrowDown, none: IconArrowsSort };

export interface SortHeadProps {
  readonly label: string;
  readonly sorted: keyof typeof ICONS;
  readonly onSort: () => void;
}

/** A column's head that sorts by it. */
export function SortHead({ label, sorted, onSort }: SortHeadProps) {
  const Icon = ICONS[sorted];
  return (
    <Table.Th scope="col" aria-sort={sorted}>
      <button type="button" className={classes["head"]} onClick={onSort} title={text.dryRun.sortBy(label)}>
        {label}
        <Icon size={13} aria-hidden="true" opacity={sorted === "none" ? 0.5 : 1} />
      </button>
    </Table.Th>
  );
}
