import { Button, Group, Table } from "@mantine/core";
import { KEY_LIMITS, type Key } from "../../api/index.ts";
import { formatAge, formatMoment } from "../text/format.ts";
import { text } from "../text/text.ts";
import table from "../theme/table.module.css";

export interface KeyTableProps {
  readonly keys: readonly Key[];
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly onLimit: (key: Key) => void;
  readonly onRevoke: (key: Key) => void;
}

export function KeyTable({ keys, now, onLimit, onRevoke }: KeyTableProps) {
  const { columns, limits, limit, limitNamed, revoke, revokeNamed } = text.connect;
  return (
    <Table highlightOnHover verticalSpacing={6} aria-labelledby="keys">
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">{columns.name}</Table.Th>
          <Table.Th scope="col">{columns.limit}</Table.Th>
          <Table.Th scope="col" className={table["secondary"]}>
            {columns.created}
          </Table.Th>
          <Table.Th scope="col" aria-label={columns.actions} />
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {keys.map((key) => (
          <Table.Tr key={key.id}>
            <Table.Td className={table["name"]}>{key.name}</Table.Td>
            <Table.Td>{isNamed(key.rateLimit) ? limits[key.rateLimit] : key.rateLimit}</Table.Td>
            <Table.Td className={table["secondary"]} title={formatMoment(key.createdAt)}>
              {formatAge(key.createdAt, now)}
            </Table.Td>
            <Table.Td>
              <Group justify="flex-end" gap="xs">
                <Button
                  size="compact-xs"
                  variant="default"
                  aria-label={limitNamed(key.name)}
                  onClick={() => onLimit(key)}
                >
                  {limit}
                </Button>
                <Button
                  size="compact-xs"
                  variant="default"
                  aria-label={revokeNamed(key.name)}
                  onClick={() => onRevoke(key)}
                >
                  {revoke}
                </Button>
              </Group>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

/** Token buckets are told as they are written. */
function isNamed(limit: string): limit is (typeof KEY_LIMITS)[number] {
  return KEY_LIMITS.some((name) => name === limit);
}
