import { Anchor, Code, CopyButton, Group, Loader, Stack, Text, Title, Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
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
    <section className={classes["card"]} aria-labelledby="first-event">
      <Stack gap="md">
        <Group gap="sm">
          <BellMark size={32} />
          <Title order={2} size="h4" id="first-event">
            {empty.title}
          </Title>
        </Group>
        <Text>{empty.text}</Text>
        <Step label={empty.step1} command={curlOf(origin)} />
        <Step label={empty.step2} command={demoOf(origin)} />
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

function Step({ label, command }: { readonly label: string; readonly command: string }) {
  return (
    <div>
      <Group justify="space-between" mb={4}>
        <Text>{label}</Text>
        <CopyButton value={command}>
          {({ copied, copy }) => (
            <Button size="compact-xs" variant="default" onClick={copy} aria-live="polite">
              {copied ? text.common.copied : text.common.copy}
            </Button>
          )}
        </CopyButton>
      </Group>
      <Code block tabIndex={0} aria-label={label}>
        {command}
      </Code>
    </div>
  );
}
