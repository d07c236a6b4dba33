import { Skeleton, Text, Title } from "@mantine/core";
import { IconWebhook } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Webhook } from "../../api/index.ts";
import { webhooksQuery } from "../client/queries.ts";
import { ShownOnce } from "../code/shown-once.tsx";
import { EmptyNote } from "../feedback/empty-note.tsx";
import { ErrorNote } from "../feedback/error-note.tsx";
import { text } from "../text/text.ts";
import surface from "../theme/surface.module.css";
import { NewWebhookForm } from "./new-webhook-form.tsx";
import { RemoveQuestion } from "./remove-question.tsx";
import { useCreateWebhook } from "./use-webhooks.ts";
import { WebhookMessages } from "./webhook-messages.tsx";
import { WebhookTable } from "./webhook-table.tsx";

export interface WebhookCardProps {
  readonly app: string;
}

/** Who is told of an app's decisions, and what became of the messages. */
export function WebhookCard({ app }: WebhookCardProps) {
  const { data, error, refetch } = useQuery(webhooksQuery(app));
  const create = useCreateWebhook(app);
  const [looked, setLooked] = useState<Webhook | null>(null);
  const [removing, setRemoving] = useState<Webhook | null>(null);
  return (
    <section aria-labelledby="webhooks" className={surface["card"]}>
      <Title order={2} size="h4" id="webhooks">
        {text.webhooks.title}
      </Title>
      <Text c="dimmed" size="sm" mb="sm">
        {text.webhooks.hint}
      </Text>
      {create.data !== undefined && (
        <ShownOnce
          title={text.webhooks.made}
          hint={text.webhooks.madeHint}
          label={text.webhooks.secret}
          secret={create.data.secret}
          kept={text.webhooks.kept}
          onKept={create.reset}
        />
      )}
      {error !== null && data === undefined && <ErrorNote error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && (
        <Skeleton h={64} aria-busy="true" aria-label={text.common.loading} role="status" />
      )}
      {data?.length === 0 && <EmptyNote icon={IconWebhook} title={text.webhooks.none} />}
      {data !== undefined && data.length > 0 && (
        <WebhookTable app={app} webhooks={data} onMessages={setLooked} onRemove={setRemoving} />
      )}
      <NewWebhookForm create={create} />
      <WebhookMessages app={app} webhook={looked} onClose={() => setLooked(null)} />
      <RemoveQuestion app={app} asked={removing} onClose={() => setRemoving(null)} />
    </section>
  );
}
