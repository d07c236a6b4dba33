import { Anchor, Table, Text, Title } from "@mantine/core";
import type { UserSummary } from "../../api/index.ts";
import { formatAge, formatCount } from "../text/format.ts";
import { text } from "../text/text.ts";
import table from "../theme/table.module.css";
import { StatusBadge } from "../trust-score/status-badge.tsx";
import { TrustBadge } from "../trust-score/trust-badge.tsx";
import classes from "./overview-page.module.css";

export interface LowestScoresProps {
  /** Least trusted first. */
  readonly users: readonly UserSummary[];
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly onOpen: (name: string) => void;
}

export function LowestScores({ users, now, onOpen }: LowestScoresProps) {
  const { columns } = text.overview;
  return (
    <section aria-labelledby="lowest-scores" className={classes["card"]}>
      <Title order={2} size="h4" id="lowest-scores">
        {text.overview.lowest}
      </Title>
      <Text c="dimmed" size="sm" mb="sm">
        {noteOf(users)}
      </Text>
      {users.length > 0 && (
        <Table highlightOnHover verticalSpacing={6} aria-labelledby="lowest-scores">
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{columns.score}</Table.Th>
              <Table.Th scope="col">{columns.user}</Table.Th>
              <Table.Th scope="col">{columns.status}</Table.Th>
              <Table.Th scope="col" ta="right" className={table["secondary"]}>
                {columns.events}
              </Table.Th>
              <Table.Th scope="col" ta="right" className={table["secondary"]}>
                {columns.lastSeen}
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {users.map((user) => (
              <Table.Tr key={user.name}>
                <Table.Td w={90}>
                  <TrustBadge score={user.score} />
                </Table.Td>
                <Table.Td className={table["name"]}>
                  <Anchor component="button" type="button" size="sm" ta="left" onClick={() => onOpen(user.name)}>
                    {user.name}
                  </Anchor>
                </Table.Td>
                <Table.Td>
                  <StatusBadge status={user.status} />
                </Table.Td>
                <Table.Td ta="right" className={table["secondary"]}>
                  {formatCount(user.eventCount)}
                </Table.Td>
                <Table.Td ta="right" className={table["secondary"]}>
                  {formatAge(user.lastSeen, now)}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </section>
  );
}

function noteOf(users: readonly UserSummary[]): string {
  if (users.length === 0) return text.overview.noScores;
  return users.every(({ score }) => score === 99) ? text.overview.allTrusted : text.overview.lowestHint;
}
