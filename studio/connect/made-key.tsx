import { Button, Stack, Text, Title } from "@mantine/core";
import { useEffect, useRef } from "react";
import type { createKey } from "../../api/index.ts";
import type { CallOutput } from "../client/call-api.ts";
import { CodeToCopy } from "../code/code-to-copy.tsx";
import { text } from "../text/text.ts";
import classes from "./connect-page.module.css";

export interface MadeKeyProps {
  readonly made: CallOutput<typeof createKey>;
  /** The key may leave the screen. */
  readonly onKept: () => void;
}

/** A new key, for the only time: neither the server nor this page can show it again. */
export function MadeKey({ made, onKept }: MadeKeyProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [made]);
  return (
    <section className={classes["made"]} aria-labelledby="made-key">
      <Stack gap="xs">
        <Title order={3} size="h5" id="made-key" ref={heading} tabIndex={-1}>
          {text.connect.made(made.key.name)}
        </Title>
        <Text size="sm">{text.connect.madeHint}</Text>
        <CodeToCopy label={text.connect.secret} code={made.secret} />
        <Button variant="default" size="xs" onClick={onKept} className={classes["kept"]}>
          {text.connect.kept}
        </Button>
      </Stack>
    </section>
  );
}
