import { Button, Stack, Text, Title } from "@mantine/core";
import { useEffect, useId, useRef } from "react";
import { CodeToCopy } from "./code-to-copy.tsx";
import classes from "./shown-once.module.css";

export interface ShownOnceProps {
  readonly title: string;
  readonly hint: string;
  /** What the secret is called. */
  readonly label: string;
  readonly secret: string;
  readonly kept: string;
  /** The secret may leave the screen. */
  readonly onKept: () => void;
}

/** A new secret, for the only time: neither the server nor this page can show it again. */
export function ShownOnce({ title, hint, label, secret, kept, onKept }: ShownOnceProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const id = useId();
  useEffect(() => heading.current?.focus(), [secret]);
  return (
    <section className={classes["made"]} aria-labelledby={id}>
      <Stack gap="xs">
        <Title order={3} size="h5" id={id} ref={heading} tabIndex={-1}>
          {title}
        </Title>
        <Text size="sm">{hint}</Text>
        <CodeToCopy label={label} code={secret} />
        <Button variant="default" size="xs" onClick={onKept} className={classes["kept"]}>
          {kept}
        </Button>
      </Stack>
    </section>
  );
}
