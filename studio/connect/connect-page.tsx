import { Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { keysQuery } from "../client/queries.ts";
import { CardSkeleton } from "../feedback/card-skeleton.tsx";
import { ErrorNote } from "../feedback/error-note.tsx";
import { useApp } from "../shell/use-app.ts";
import { text } from "../text/text.ts";
import classes from "./connect-page.module.css";
import { KeyCard } from "./key-card.tsx";
import { WebhookCard } from "../webhooks/webhook-card.tsx";
import { SnippetCard } from "./snippet-card.tsx";

/** How an application gets to this server: its keys, and code that uses one. */
export function ConnectPage() {
  const app = useApp();
  const { data, error, refetch } = useQuery(keysQuery(app));
  return (
    <div className={classes["page"]}>
      <div data-tour="connect">
        <Title order={1} size="h3">
          {text.connect.title}
        </Title>
        <Text c="dimmed">{text.connect.hint}</Text>
      </div>
      {error !== null && data === undefined && <ErrorNote error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <CardSkeleton rows={4} />}
      {/* Another app has other keys, and nothing that was typed or shown for this one. */}
      {data !== undefined && <KeyCard key={app} app={app} keys={data.keys} />}
      <WebhookCard key={`webhooks of ${app}`} app={app} />
      <SnippetCard origin={globalThis.location.origin} />
    </div>
  );
}
