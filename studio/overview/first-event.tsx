import { Anchor, Group, Loader, Stack, Text, Title } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { CodeToCopy } from "../code/code-to-copy.tsx";
import { text } from "../text/text.ts";
import { BellMark } from "../theme/bell-mark.tsx";
import { curlOf, demoOf } from "./first-commands.ts";
import classes from "./overview-page.module.css";

export interface FirstEventProps {
  /** The server's own address, `http://127.0.0.1:8585`. */
  readonly origin: string;
}

/** An empty instance says what to do; the page refreshes by itself when the event arrives. */
export function FirstEvent({ origin }: FirstEventProps) {
  const { empty } = text.overview;
  return (
    <section className={classes["card"]} aria-labelledby="first-event" data-tour="numbers">
      <Stack gap="md">
        <Group gap="sm">
          <BellMark size={32} />
          <Title order={2} size="h4" id="first-event">
            {empty.title}
          </Title>
        </Group>
        <Text>{empty.text}</Text>
        <CodeToCopy label={empty.step1} code={curlOf(origin)} />
        <CodeToCopy label={empty.step2} code={demoOf(origin)} />
        <Text>
          {empty.step3}{" "}
          <Anchor component={Link} to="/rules">
            {empty.openRules}
          </Anchor>
        </Text>
        <Group gap="xs" role="status">
          <Loader size="xs" type="dots" aria-hidden="true" />
          <Text size="sm" c="dimmed">
            {empty.watching}
          </Text>
        </Group>
      </Stack>
    </section>
  );
}
