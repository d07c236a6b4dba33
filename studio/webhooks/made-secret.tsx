import { Button, Stack, Text, Title } from "@mantine/core";
import { useEffect, useRef } from "react";
import { CodeToCopy } from "../code/code-to-copy.tsx";
import classes from "../connect/connect-page.module.css";
import { text } from "../text/text.ts";

export interface MadeSecretProps {
  readonly secret: string;
  /** The secret may leave the screen. */
  readonly onKept: () => void;
}

/** The secret of a new webhook, for the only time: neither the server nor this page can show it again. */
export function MadeSecret({ secret, onKept }: MadeSecretProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [secret]);
  return (
    <section className={classes["made"]} aria-labelledby="made-secret">
      <Stack gap="xs">
        <Title order={3} size="h5" id="made-secret" ref={heading} tabIndex={-1}>
          {text.webhooks.made}
        </Title>
        <Text size="sm">{text.webhooks.madeHint}</Text>
        <CodeToCopy label={text.webhooks.secret} code={secret} />
        <Button variant="default" size="xs" onClick={onKept} className={classes["kept"]}>
          {text.webhooks.kept}
        </Button>
      </Stack>
    </section>
  );
}
