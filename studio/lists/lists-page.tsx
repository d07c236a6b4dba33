import { Code, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { CardSkeleton } from "../feedback/card-skeleton.tsx";
import { ErrorNote } from "../feedback/error-note.tsx";
import { useApp } from "../shell/use-app.ts";
import { text } from "../text/text.ts";
import { ListDetail } from "./list-detail.tsx";
import { ListMenu } from "./list-menu.tsx";
import { listsQuery } from "./list-queries.ts";
import classes from "./lists-page.module.css";

/** The lists that operators keep: the address names the open one. */
export function ListsPage() {
  const app = useApp();
  const { list: named } = useSearch({ from: "/signed-in/lists" });
  const { data: lists, error, refetch } = useQuery(listsQuery(app));
  const open = lists?.find(({ name }) => name === named) ?? (named === undefined ? lists?.[0] : undefined);
  return (
    <div className={classes["page"]}>
      <div>
        <Title order={1} size="h3">
          {text.lists.title}
        </Title>
        <Text c="dimmed">{text.lists.hint}</Text>
      </div>
      {error !== null && lists === undefined && <ErrorNote error={error} onRetry={() => void refetch()} />}
      {lists === undefined && error === null && <CardSkeleton rows={8} />}
      {lists?.length === 0 && (
        <section className={classes["card"]}>
          <Text fw={600}>{text.lists.empty}</Text>
          <Text c="dimmed" mb="xs">
            {text.lists.emptyHint}
          </Text>
          <Code block>{text.lists.emptyExample}</Code>
        </section>
      )}
      {lists !== undefined && lists.length > 0 && (
        <div className={classes["columns"]}>
          <ListMenu lists={lists} open={open?.name ?? ""} now={Date.now()} />
          {open === undefined ? (
            <Text>{text.lists.unknown(named ?? "")}</Text>
          ) : (
            // Another list has another form and selection.
            <ListDetail key={`${app} ${open.name}`} app={app} list={open} />
          )}
        </div>
      )}
    </div>
  );
}
