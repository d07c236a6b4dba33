import { List, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { notListedQuery } from "../client/queries.ts";
import { useApp } from "../shell/use-app.ts";
import { text } from "../text/text.ts";

export interface NotListedProps {
  readonly name: string;
}

/** What a blacklisted user has that is not blacklisted itself, and why: others may be behind it. */
export function NotListed({ name }: NotListedProps) {
  const { data: entries } = useQuery(notListedQuery(useApp(), name));
  if (entries === undefined || entries.length === 0) return null;
  return (
    <div>
      <Text size="sm" c="dimmed">
        {text.user.notListed}
      </Text>
      <List size="sm" aria-label={text.user.notListed}>
        {entries.map(({ kind, value, reason }) => (
          <List.Item key={`${kind} ${value}`}>
            {value}
            {reason !== null && `: ${text.user.notListedReasons[reason]}`}
          </List.Item>
        ))}
      </List>
    </div>
  );
}
