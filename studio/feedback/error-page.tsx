import { Button, Stack, Text, Title } from "@mantine/core";
import { useRouter, type ErrorComponentProps } from "@tanstack/react-router";
import { text } from "../text/text.ts";
import { BellMark } from "../theme/bell-mark.tsx";
import classes from "./page.module.css";
import { sentenceOf } from "./sentence-of.ts";

/** What stands in for a page that could not be loaded. */
export function ErrorPage({ error }: Pick<ErrorComponentProps, "error">) {
  const router = useRouter();
  return (
    <main className={classes["page"]}>
      <Stack align="center" gap="sm" maw={420} ta="center" role="alert">
        <BellMark size={40} />
        <Title order={1} size="h3">
          {text.errors.title}
        </Title>
        <Text>{sentenceOf(error)}</Text>
        <Button variant="default" onClick={() => void router.invalidate()}>
          {text.common.retry}
        </Button>
      </Stack>
    </main>
  );
}
