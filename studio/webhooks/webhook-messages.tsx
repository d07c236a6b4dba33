import { Modal, ScrollArea, Skeleton, Table } from "@mantine/core";
import { IconMailOff } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { WEBHOOK_TYPE_NAMES, type Webhook, type WebhookMessage } from "../../api/index.ts";
import { webhookMessagesQuery } from "../client/queries.ts";
import { EmptyNote } from "../feedback/empty-note.tsx";
import { ErrorNote } from "../feedback/error-note.tsx";
import { formatAge, formatCount, formatMoment } from "../text/format.ts";
import { text } from "../text/text.ts";

export interface WebhookMessagesProps {
  readonly app: string;
  /** Whose messages are looked at; null when none are. */
  readonly webhook: Webhook | null;
  readonly onClose: () => void;
}

/** What became of the last messages to a webhook. */
export function WebhookMessages({ app, webhook, onClose }: WebhookMessagesProps) {
  return (
    <Modal
      opened={webhook !== null}
      onClose={onClose}
      size="xl"
      title={webhook === null ? undefined : text.webhooks.messagesNamed(webhook.url)}
      closeButtonProps={{ "aria-label": text.common.close }}
      scrollAreaComponent={ScrollArea.Autosize}
    >
      {webhook !== null && <Messages app={app} id={webhook.id} now={Date.now()} />}
    </Modal>
  );
}

function Messages({ app, id, now }: { readonly app: string; readonly id: number; readonly now: number }) {
  const { data, error, refetch } = useQuery(webhookMessagesQuery(app, id));
  const { messageColumns, noMessages } = text.webhooks;
  if (error !== null && data === undefined) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton h={120} aria-busy="true" aria-label={text.common.loading} role="status" />;
  if (data.length === 0) return <EmptyNote icon={IconMailOff} title={noMessages} />;
  return (
    <Table.ScrollContainer minWidth={480} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
      <Table verticalSpacing={6} aria-label={text.webhooks.messages}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{messageColumns.made}</Table.Th>
            <Table.Th scope="col">{messageColumns.type}</Table.Th>
            <Table.Th scope="col">{messageColumns.state}</Table.Th>
            <Table.Th scope="col" ta="right">
              {messageColumns.attempts}
            </Table.Th>
            <Table.Th scope="col">{messageColumns.answer}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {data.map((message) => (
            <Table.Tr key={message.id}>
              <Table.Td title={formatMoment(message.createdAt)}>{formatAge(message.createdAt, now)}</Table.Td>
              <Table.Td>{typeOf(message)}</Table.Td>
              <Table.Td>{stateOf(message, now)}</Table.Td>
              <Table.Td ta="right">{formatCount(message.attempts)}</Table.Td>
              <Table.Td>{message.status ?? message.failure ?? text.webhooks.noAnswer}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function typeOf({ type }: WebhookMessage): string {
  const known = WEBHOOK_TYPE_NAMES.find((name) => name === type);
  return known === undefined ? text.webhooks.testType : text.webhooks.types[known];
}

function stateOf({ state, nextAt, attempts }: WebhookMessage, now: number): string {
  const { states, next } = text.webhooks;
  return state === "waiting" && nextAt !== null && attempts > 0
    ? `${states[state]}, ${next(formatAge(nextAt, now))}`
    : states[state];
}
