import { Checkbox, Table } from "@mantine/core";
import type { ListEntry } from "../../api/index.ts";
import { SortHead } from "../dry-run/sort-head.tsx";
import { formatMoment } from "../text/format.ts";
import { text } from "../text/text.ts";
import table from "../theme/table.module.css";
import classes from "./lists-page.module.css";
import { ENTRY_COLUMNS, type EntryColumn, type EntrySorting } from "./sort-entries.ts";

export interface EntryTableProps {
  /** Of one page. */
  readonly entries: readonly ListEntry[];
  readonly sorting: EntrySorting;
  /** Also of other pages. */
  readonly selected: ReadonlySet<string>;
  readonly onSort: (column: EntryColumn) => void;
  readonly onSelect: (selected: ReadonlySet<string>) => void;
}

export function EntryTable({ entries, sorting, selected, onSort, onSelect }: EntryTableProps) {
  const words = text.lists.table;
  const isWhole = entries.every(({ value }) => selected.has(value));
  const isPart = entries.some(({ value }) => selected.has(value));
  const toggle = (value: string) => {
    const next = new Set(selected);
    if (!next.delete(value)) next.add(value);
    onSelect(next);
  };
  const toggleAll = () => {
    const values = entries.map(({ value }) => value);
    onSelect(
      isWhole ? new Set([...selected].filter((each) => !values.includes(each))) : new Set([...selected, ...values]),
    );
  };
  return (
    <div className={classes["scroll"]}>
      <Table
        highlightOnHover
        verticalSpacing={5}
        horizontalSpacing={8}
        aria-label={text.lists.tabs.entries}
        className={table["stacked"]}
      >
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={40}>
              <Checkbox
                size="sm"
                aria-label={words.selectAll}
                checked={isWhole}
                indeterminate={isPart && !isWhole}
                onChange={toggleAll}
              />
            </Table.Th>
            {ENTRY_COLUMNS.map((column) => (
              <SortHead
                key={column}
                label={words.columns[column]}
                sorted={sorting.column === column ? (sorting.descending ? "descending" : "ascending") : "none"}
                onSort={() => onSort(column)}
              />
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {entries.map(({ value, addedAt, expiresAt, operator, reason }) => (
            <Table.Tr key={value}>
              <Table.Td>
                <Checkbox
                  size="sm"
                  aria-label={words.select(value)}
                  checked={selected.has(value)}
                  onChange={() => toggle(value)}
                />
              </Table.Td>
              <Table.Td className={classes["entry"]}>{value}</Table.Td>
              <Table.Td className={classes["short"]} data-label={words.columns.added}>
                {formatMoment(addedAt)}
              </Table.Td>
              <Table.Td className={classes["short"]} data-label={words.columns.until}>
                {expiresAt === null ? <Soft word={words.forever} /> : formatMoment(expiresAt)}
              </Table.Td>
              <Table.Td data-label={words.columns.by}>{operator ?? <Soft word={words.commandLine} />}</Table.Td>
              <Table.Td className={classes["wrapped"]} data-label={words.columns.reason}>
                {reason ?? <Soft word={words.noReason} />}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

function Soft({ word }: { readonly word: string }) {
  return <span className={classes["note"]}>{word}</span>;
}
