import { Alert, Button, Text, Title } from "@mantine/core";
import { IconPlus, IconWand } from "@tabler/icons-react";
import type { SuggestedTests } from "../../api/index.ts";
import { text as words } from "../text/text.ts";
import classes from "./tests-panel.module.css";

export interface SuggestionsProps {
  /** Undefined before they were asked for. */
  readonly tests: readonly SuggestedTests[] | undefined;
  readonly cut: boolean;
  readonly finding: boolean;
  readonly onFind: () => void;
  readonly onAccept: (tests: SuggestedTests) => void;
}

/** Tests for thresholds that no test stands at, each accepted with a click. */
export function Suggestions({ tests, cut, finding, onFind, onAccept }: SuggestionsProps) {
  return (
    <section aria-labelledby="suggested-tests">
      <Title order={3} size="h6" id="suggested-tests">
        {words.testsPanel.suggest.title}
      </Title>
      <Text size="xs" c="dimmed" mb={8}>
        {words.testsPanel.suggest.intro}
      </Text>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconWand size={16} aria-hidden="true" />}
        loading={finding}
        onClick={onFind}
      >
        {words.testsPanel.suggest.find}
      </Button>
      <div aria-live="polite">
        {finding && (
          <Text size="xs" c="dimmed" mt={6}>
            {words.testsPanel.suggest.finding}
          </Text>
        )}
        {!finding && tests?.length === 0 && (
          <Text size="sm" mt={6}>
            {words.testsPanel.suggest.none}
          </Text>
        )}
        {!finding && cut && (
          <Alert color="yellow" variant="light" mt={6}>
            {words.testsPanel.suggest.cut}
          </Alert>
        )}
      </div>
      {!finding &&
        tests?.map((each) => (
          <article key={each.text} className={classes["suggestion"]}>
            <pre tabIndex={0} aria-label={each.condition}>
              {each.text.trimEnd()}
            </pre>
            <Button
              size="xs"
              leftSection={<IconPlus size={16} aria-hidden="true" />}
              aria-label={words.testsPanel.suggest.acceptOf(each.condition)}
              onClick={() => onAccept(each)}
            >
              {words.testsPanel.suggest.accept}
            </Button>
          </article>
        ))}
    </section>
  );
}
