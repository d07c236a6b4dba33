import { Button, Stack, Text, Title } from "@mantine/core";
import { useRouter, type ErrorComponentProps } from "@tanstack/react-router";
import { useEffect } from "react";
import { isAway } from "../client/is-away.ts";
import { text } from "../text/text.ts";
import { BellMark } from "../theme/bell-mark.tsx";
import { FeedbackPage } from "./feedback-page.tsx";
import { sentenceOf } from "./sentence-of.ts";

/** Between two attempts while the server is away, in milliseconds. */
const PAUSE = 5_000;

/** What stands in for a page that could not be loaded; it comes by itself once the server is there. */
export function ErrorPage({ error }: Pick<ErrorComponentProps, "error">) {
  const router = useRouter();
  useEffect(() => {
    if (!isAway(error)) return undefined;
    const timer = setInterval(() => void router.invalidate(), PAUSE);
    return () => clearInterval(timer);
  }, [error, router]);
  return (
    <FeedbackPage>
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
    </FeedbackPage>
  );
}
