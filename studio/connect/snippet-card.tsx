import { Tabs, Text, Title } from "@mantine/core";
import { useMemo } from "react";
import { CodeToCopy } from "../code/code-to-copy.tsx";
import { text } from "../text/text.ts";
import surface from "../theme/surface.module.css";
import { snippetTexts } from "./snippet-texts.ts";

export interface SnippetCardProps {
  /** The server's own address, `http://127.0.0.1:8585`. */
  readonly origin: string;
}

/** A page of code a language, ready to run against this server. */
export function SnippetCard({ origin }: SnippetCardProps) {
  const snippets = useMemo(() => snippetTexts(origin), [origin]);
  return (
    <section aria-labelledby="snippets" className={surface["card"]}>
      <Title order={2} size="h4" id="snippets">
        {text.connect.snippets}
      </Title>
      <Text c="dimmed" size="sm" mb="sm">
        {text.connect.snippetsHint}
      </Text>
      <Tabs defaultValue={snippets[0]?.title ?? null} keepMounted={false}>
        <Tabs.List mb="sm" aria-labelledby="snippets">
          {snippets.map(({ title }) => (
            <Tabs.Tab key={title} value={title}>
              {title}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {snippets.map(({ title, text: code }) => (
          <Tabs.Panel key={title} value={title}>
            <CodeToCopy label={text.connect.snippetLabel(title)} code={code} />
          </Tabs.Panel>
        ))}
      </Tabs>
    </section>
  );
}
