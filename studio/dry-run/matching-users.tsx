import { Anchor, Group, Table, Text, TextInput, Title } from "@mantine/core";
import { IconFilter } from "@tabler/icons-react";
import { useMemo, useState } from "react";
import type { DryRunUser } from "../../api/index.ts";
import { formatAge } from "../text/format.ts";
import { text } from "../text/text.ts";
import { StatusBadge } from "../trust-score/status-badge.tsx";
import { TrustBadge } from "../trust-score/trust-badge.tsx";
import classes from "./dry-run-panel.module.css";
import { sharedReason } from "./shared-reason.ts";
import { SortHead } from "./sort-head.tsx";
import { nextSorting, SORT_COLUMNS, sortUsers, type Sorting } from "./sort-users.ts";

export interface MatchingUsersProps {
  readonly users: readonly DryRunUser[];
  /** How many matched in all; the answer may carry fewer. */
  readonly matched: number;
  readonly onOpen: (name: string) => void;
}

/** Who matched: sortable by every column, filtered by a word. */
export function MatchingUsers({ users, matched, onOpen }: MatchingUsersProps) {
  const [query, setQuery] = useState("");
  const [sorting, setSorting] = useState<Sorting>({ column: "lastSeen", descending: true });
  const shown = useMemo(() => sortUsers(users, query, sorting), [users, query, sorting]);
  const reason = sharedReason(users);
  const now = Date.now();
  return (
    <section aria-labelledby="matching-users">
      <Group justify="space-between" mb="xs" gap="xs">
        <div>
          <Title order={3} size="h6" id="matching-users">
            {text.dryRun.users}
          </Title>
          <Text size="xs" c="dimmed">
            {text.dryRun.usersOf(users.length, matched)}
          </Text>
        </div>
        <TextInput
          type="search"
          size="xs"
          aria-label={text.dryRun.filter}
          placeholder={text.dryRun.filterHint}
          leftSection={<IconFilter size={14} aria-hidden="true" />}
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
        />
      </Group>
      {reason !== null && (
        <Text size="sm" c="dimmed" mb="xs">
          {text.dryRun.because(reason)}
        </Text>
      )}
      {shown.length === 0 ? (
        <Text c="dimmed">{text.dryRun.nothingFiltered(query)}</Text>
      ) : (
        <div className={classes["scroll"]}>
          <Table highlightOnHover verticalSpacing={5} horizontalSpacing={6} aria-labelledby="matching-users">
            <Table.Thead>
              <Table.Tr>
                {SORT_COLUMNS.map((column) => (
                  <SortHead
                    key={column}
                    label={text.dryRun.columns[column]}
                    sorted={sorting.column === column ? (sorting.descending ? "descending" : "ascending") : "none"}
                    onSort={() => setSorting(nextSorting(sorting, column))}
                  />
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {shown.map((user) => (
                <Table.Tr key={user.name}>
                  <Table.Td>
                    <TrustBadge score={user.score} />
                  </Table.Td>
                  <Table.Td className={classes["name"]}>
                    <Anchor component="button" type="button" size="sm" ta="left" onClick={() => onOpen(user.name)}>
                      {user.name}
                    </Anchor>{" "}
                    {user.status !== "normal" && <StatusBadge status={user.status} />}
                    {reason === null && user.because !== null && (
                      <span className={classes["because"]}>{user.because}</span>
                    )}
                  </Table.Td>
                  <Table.Td>
                    <Text size="sm" span className={classes["age"]}>
                      {formatAge(user.lastSeen, now)}
                    </Text>
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      )}
    </section>
  );
}
