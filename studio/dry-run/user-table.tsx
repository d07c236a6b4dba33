import { ActionIcon, Anchor, Table, Text } from "@mantine/core";
import { IconListTree, IconTestPipe } from "@tabler/icons-react";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useRef } from "react";
import type { DryRunUser } from "../../api/index.ts";
import { formatAge } from "../text/format.ts";
import { text } from "../text/text.ts";
import { StatusBadge } from "../trust-score/status-badge.tsx";
import { TrustBadge } from "../trust-score/trust-badge.tsx";
import classes from "./dry-run-panel.module.css";
import { SortHead } from "./sort-head.tsx";
import { SORT_COLUMNS, type SortColumn, type Sorting } from "./sort-users.ts";

export interface UserTableProps {
  /** In the order of the sorting. */
  readonly users: readonly DryRunUser[];
  readonly sorting: Sorting;
  /** Each user's own reason is shown. */
  readonly withReason: boolean;
  readonly onSort: (column: SortColumn) => void;
  readonly onOpen: (name: string) => void;
  readonly onExplain: (name: string) => void;
  /** Goes to where a test is made of the user. */
  readonly onTest: (name: string) => void;
}

const ROW_HEIGHT = 36;
const OVERSCAN = 12;
const HEAD_ROWS = 1;

/** A table of which only the rows in sight exist; it tells how many there are. */
export function UserTable({ users, sorting, withReason, onSort, onOpen, onExplain, onTest }: UserTableProps) {
  const scroll = useRef<HTMLDivElement>(null);
  const { getVirtualItems, getTotalSize, measureElement } = useVirtualizer({
    count: users.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: (index) => users[index]?.name ?? index,
    overscan: OVERSCAN,
  });
  const items = getVirtualItems();
  const before = items[0]?.start ?? 0;
  const after = getTotalSize() - (items.at(-1)?.end ?? 0);
  const now = Date.now();
  return (
    <div ref={scroll} className={classes["virtual"]}>
      <Table
        highlightOnHover
        stickyHeader
        verticalSpacing={5}
        horizontalSpacing={6}
        aria-labelledby="matching-users"
        aria-rowcount={users.length + HEAD_ROWS}
      >
        <Table.Thead>
          <Table.Tr aria-rowindex={HEAD_ROWS}>
            {SORT_COLUMNS.map((column) => (
              <SortHead
                key={column}
                label={text.dryRun.columns[column]}
                sorted={sorting.column === column ? (sorting.descending ? "descending" : "ascending") : "none"}
                onSort={() => onSort(column)}
              />
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {before > 0 && <Spacer height={before} />}
          {items.map(({ index, key }) => {
            const user = users[index];
            if (user === undefined) return null;
            return (
              <Table.Tr key={key} ref={measureElement} data-index={index} aria-rowindex={index + 1 + HEAD_ROWS}>
                <Table.Td>
                  <TrustBadge score={user.score} />
                </Table.Td>
                <Table.Td className={classes["name"]}>
                  <Anchor component="button" type="button" size="sm" ta="left" onClick={() => onOpen(user.name)}>
                    {user.name}
                  </Anchor>
                  {user.status !== "normal" && (
                    <div>
                      <StatusBadge status={user.status} />
                    </div>
                  )}
                  {withReason && user.because !== null && <span className={classes["because"]}>{user.because}</span>}
                </Table.Td>
                <Table.Td>
                  <div className={classes["seen"]}>
                    <Text size="sm" span className={classes["age"]}>
                      {formatAge(user.lastSeen, now)}
                    </Text>
                    <ActionIcon
                      variant="subtle"
                      size={24}
                      aria-label={text.explainPanel.explainUser(user.name)}
                      title={text.explainPanel.explainUser(user.name)}
                      onClick={() => onExplain(user.name)}
                    >
                      <IconListTree size={16} aria-hidden="true" />
                    </ActionIcon>
                    <ActionIcon
                      variant="subtle"
                      size={24}
                      aria-label={text.testsPanel.user.of(user.name)}
                      title={text.testsPanel.user.of(user.name)}
                      onClick={() => onTest(user.name)}
                    >
                      <IconTestPipe size={16} aria-hidden="true" />
                    </ActionIcon>
                  </div>
                </Table.Td>
              </Table.Tr>
            );
          })}
          {after > 0 && <Spacer height={after} />}
        </Table.Tbody>
      </Table>
    </div>
  );
}

/** The room of the rows that do not exist now. */
function Spacer({ height }: { readonly height: number }) {
  return (
    <tr aria-hidden="true">
      <td colSpan={SORT_COLUMNS.length} style={{ height, padding: 0, border: 0 }} />
    </tr>
  );
}
