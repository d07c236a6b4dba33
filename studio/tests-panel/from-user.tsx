import { Alert, Autocomplete, Button, Text, Title } from "@mantine/core";
import { IconUserPlus } from "@tabler/icons-react";
import { useState, type RefObject } from "react";
import { ErrorNote } from "../feedback/error-note.tsx";
import { text as words } from "../text/text.ts";
import classes from "./tests-panel.module.css";

export interface FromUserProps {
  /** Names that hold what is typed. */
  readonly names: readonly string[];
  readonly search: string;
  readonly onSearch: (search: string) => void;
  readonly making: boolean;
  readonly error: Error | null;
  /** Why no test was made; null where none was asked for, or one was. */
  readonly refusal: "untold" | "personal" | null;
  readonly onMake: (user: string) => void;
  /** The button that makes it. */
  readonly button: RefObject<HTMLButtonElement | null>;
}

/** A stored user to make a test of. */
export function FromUser({ names, search, onSearch, making, error, refusal, onMake, button }: FromUserProps) {
  const [asked, setAsked] = useState("");
  const make = () => {
    setAsked(search);
    onMake(search);
  };
  return (
    <section aria-labelledby="test-from-user">
      <Title order={3} size="h6" id="test-from-user">
        {words.testsPanel.user.title}
      </Title>
      <Text size="xs" c="dimmed" mb={8}>
        {words.testsPanel.user.intro}
      </Text>
      <form
        className={classes["userForm"]}
        onSubmit={(event) => {
          event.preventDefault();
          make();
        }}
      >
        <Autocomplete
          size="xs"
          aria-label={words.testsPanel.user.search}
          placeholder={words.testsPanel.user.searchHint}
          data={[...names]}
          // The server has searched.
          filter={({ options }) => options}
          value={search}
          onChange={onSearch}
          className={classes["userName"]}
        />
        <Button
          ref={button}
          type="submit"
          size="xs"
          variant="default"
          leftSection={<IconUserPlus size={16} aria-hidden="true" />}
          loading={making}
          disabled={search.trim() === ""}
        >
          {words.testsPanel.user.make}
        </Button>
      </form>
      {error !== null && !making && <ErrorNote error={error} onRetry={() => onMake(asked)} />}
      {refusal !== null && !making && (
        <Alert color="yellow" variant="light" role="alert" mt={8}>
          {words.testsPanel.user[refusal]}
        </Alert>
      )}
    </section>
  );
}
