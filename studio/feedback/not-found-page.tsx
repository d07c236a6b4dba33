import { Anchor, Stack, Text, Title } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { text } from "../text/text.ts";
import { BellMark } from "../theme/bell-mark.tsx";
import { FeedbackPage } from "./feedback-page.tsx";

export function NotFoundPage() {
  return (
    <FeedbackPage>
      <Stack align="center" gap="sm" ta="center">
        <BellMark size={40} />
        <Title order={1} size="h3">
          {text.shell.notFound.title}
        </Title>
        <Text>{text.shell.notFound.text}</Text>
        <Anchor component={Link} to="/">
          {text.shell.notFound.home}
        </Anchor>
      </Stack>
    </FeedbackPage>
  );
}
