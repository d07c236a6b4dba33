import { Alert, Button, Paper, PasswordInput, Stack, Text, TextInput, Title } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter, useSearch } from "@tanstack/react-router";
import { useState, type FormEvent } from "react";
import { signIn } from "../../api/index.ts";
import { callApi } from "../client/call-api.ts";
import { sessionQuery } from "../client/queries.ts";
import { text } from "../text/text.ts";
import { BellMark } from "../theme/bell-mark.tsx";
import { signInSentence } from "./sign-in-sentence.ts";
import classes from "./sign-in-page.module.css";

export function SignInPage() {
  const router = useRouter();
  const queryClient = useQueryClient();
  const { back } = useSearch({ from: "/sign-in" });
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [asked, setAsked] = useState(false);
  const attempt = useMutation({
    mutationFn: () => callApi(signIn, { body: { email, password } }),
    onSuccess: async (session) => {
      queryClient.setQueryData(sessionQuery().queryKey, session);
      await router.navigate({ href: back ?? "/", replace: true });
    },
  });

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (email.trim() !== "" && password !== "") attempt.mutate();
  };

  return (
    <main className={classes["page"]}>
      <Stack gap="lg" w="100%" maw={380}>
        <Stack gap={4} align="center">
          <BellMark size={56} />
          <Title order={1} size="h2">
            {text.brand}
          </Title>
          <Text c="dimmed">{text.motto}</Text>
        </Stack>
        <Paper withBorder p="lg" radius="md">
          <form onSubmit={submit} noValidate aria-label={text.signIn.title}>
            <Stack gap="md">
              {attempt.isError && (
                <Alert role="alert" color="red" variant="light" icon={<IconAlertTriangle aria-hidden="true" />}>
                  {signInSentence(attempt.error)}
                </Alert>
              )}
              <TextInput
                label={text.signIn.email}
                type="email"
                name="email"
                autoComplete="username"
                autoFocus
                value={email}
                onChange={(event) => setEmail(event.currentTarget.value)}
                error={asked && email.trim() === "" ? text.signIn.missingEmail : null}
              />
              <PasswordInput
                label={text.signIn.password}
                name="password"
                autoComplete="current-password"
                value={password}
                onChange={(event) => setPassword(event.currentTarget.value)}
                error={asked && password === "" ? text.signIn.missingPassword : null}
                visibilityToggleButtonProps={{ "aria-label": text.signIn.showPassword }}
              />
              <Button type="submit" loading={attempt.isPending} fullWidth>
                {text.signIn.submit}
              </Button>
            </Stack>
          </form>
        </Paper>
        <Text size="sm" c="dimmed" ta="center">
          {text.signIn.hint}
        </Text>
      </Stack>
    </main>
  );
}
