import { Group, Text, TextInput, Title } from "@mantine/core";
import { IconFilter } from "@tabler/icons-react";
import { useMemo, useState } from "react";
import type { DryRunUser } from "../../api/index.ts";
import { text } from "../text/text.ts";
import { sharedReason } from "./shared-reason.ts";
import { nextSorting, sortUsers, type Sorting } from "./sort-users.ts";
import { UserTable } from "./user-table.tsx";

export interface MatchingUsersProps {
  readonly users: readonly DryRunUser[];
  /** How many matched in all; the answer may carry fewer. */
  readonly matched: number;
  readonly onOpen: (name: string) => void;
  readonly onExplain: (name: string) => void;
  readonly onTest: (name: string) => void;
}

/** Who matched: sortable by every column, filtered by a word. */
export function MatchingUsers({ users, matched, onOpen, onExplain, onTest }: MatchingUsersProps) {
  const [query, setQuery] = useState("");
  const [sorting, setSorting] = useState<Sorting>({ column: "lastSeen", descending: true });
  const shown = useMemo(() => sortUsers(users, query, sorting), [users, query, sorting]);
  const reason = sharedReason(users);
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
        <UserTable
          users={shown}
          sorting={sorting}
          withReason={reason === null}
          onSort={(column) => setSorting(nextSorting(sorting, column))}
          onOpen={onOpen}
          onExplain={onExplain}
          onTest={onTest}
        />
      )}
    </section>
  );
}
