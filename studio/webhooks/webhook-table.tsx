import { Button, Group, Table } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { WEBHOOK_TYPE_NAMES, type Webhook } from "../../api/index.ts";
import { ErrorNote } from "../feedback/error-note.tsx";
import { formatCount } from "../text/format.ts";
import { text } from "../text/text.ts";
import table from "../theme/table.module.css";
import { useTestWebhook } from "./use-webhooks.ts";

export interface WebhookTableProps {
  readonly app: string;
  readonly webhooks: readonly Webhook[];
  readonly onMessages: (webhook: Webhook) => void;
  readonly onRemove: (webhook: Webhook) => void;
}

export function WebhookTable({ app, webhooks, onMessages, onRemove }: WebhookTableProps) {
  const test = useTestWebhook(app);
  const words = text.webhooks;
  const sendTest = (webhook: Webhook) =>
    test.mutate(webhook.id, { onSuccess: () => notifications.show({ message: words.tested }) });
  return (
    <>
      <Table highlightOnHover verticalSpacing={6} aria-labelledby="webhooks">
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{words.columns.url}</Table.Th>
            <Table.Th scope="col" className={table["secondary"]}>
              {words.columns.types}
            </Table.Th>
            <Table.Th scope="col" ta="right" className={table["secondary"]}>
              {words.columns.waiting}
            </Table.Th>
            <Table.Th scope="col" ta="right" className={table["secondary"]}>
              {words.columns.failed}
            </Table.Th>
            <Table.Th scope="col" aria-label={words.columns.actions} />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {webhooks.map((webhook) => (
            <Table.Tr key={webhook.id}>
              <Table.Td className={table["name"]}>{webhook.url}</Table.Td>
              <Table.Td className={table["secondary"]}>{typesOf(webhook)}</Table.Td>
              <Table.Td ta="right" className={table["secondary"]}>
                {formatCount(webhook.waiting)}
              </Table.Td>
              <Table.Td ta="right" className={table["secondary"]}>
                {formatCount(webhook.failed)}
              </Table.Td>
              <Table.Td>
                <Group justify="flex-end" gap="xs">
                  <Button
                    size="compact-xs"
                    variant="default"
                    aria-label={words.testNamed(webhook.url)}
                    loading={test.isPending && test.variables === webhook.id}
                    onClick={() => sendTest(webhook)}
                  >
                    {words.test}
                  </Button>
                  <Button
                    size="compact-xs"
                    variant="default"
                    aria-label={words.messagesNamed(webhook.url)}
                    onClick={() => onMessages(webhook)}
                  >
                    {words.messages}
                  </Button>
                  <Button
                    size="compact-xs"
                    variant="default"
                    aria-label={words.removeNamed(webhook.url)}
                    onClick={() => onRemove(webhook)}
                  >
                    {words.remove}
                  </Button>
                </Group>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {test.isError && <ErrorNote error={test.error} />}
    </>
  );
}

function typesOf({ types }: Webhook): string {
  if (WEBHOOK_TYPE_NAMES.every((type) => types.includes(type))) return text.webhooks.everything;
  return types.map((type) => text.webhooks.types[type]).join(", ");
}
