import { Button, Stack, Text, Title } from "@mantine/core";
import type { Explanation } from "../../api/index.ts";
import { formatMoment } from "../text/format.ts";
import { text } from "../text/text.ts";
import { ConditionTree } from "./condition-tree.tsx";
import classes from "./explain-panel.module.css";
import { LeafSets } from "./leaf-sets.tsx";
import type { PlaceButtonProps } from "./place-button.tsx";
import { TruthMark } from "./truth-mark.tsx";

export interface ExplainedProps {
  readonly user: string;
  readonly explanation: Explanation;
  readonly onGo: PlaceButtonProps["onGo"];
  readonly onOpenUser: (name: string) => void;
}

const TRUTHS = { match: true, no_match: false, unknown: null } as const;

/** What a rule says of a user, and how it came to that. */
export function Explained({ user, explanation, onGo, onOpenUser }: ExplainedProps) {
  const { outcome, because, asOf, currentFields, when, except, attributes } = explanation;
  const words = text.explainPanel;
  const tree = { attributes, asOf, onGo };
  return (
    <Stack gap="md">
      <Stack gap={4}>
        <div className={classes["outcome"]} data-testid="outcome">
          <TruthMark truth={TRUTHS[outcome]} />
          <strong>{words.outcomes[outcome]}</strong>
          <span className={classes["name"]}>{words.outcomeOf(user)}</span>
          <Button size="compact-xs" variant="default" onClick={() => onOpenUser(user)}>
            {words.openUser}
          </Button>
        </div>
        {because !== null && outcome === "match" && <Text size="sm">{words.because(because)}</Text>}
        <Text size="xs" c="dimmed">
          {words.asOf(formatMoment(asOf))}
        </Text>
        {currentFields.length > 0 && (
          <Text size="xs" c="dimmed">
            {words.currentFields(currentFields)}
          </Text>
        )}
      </Stack>
      <LeafSets explanation={explanation} onGo={onGo} />
      <section aria-labelledby="conditions">
        <Title order={3} size="h6" id="conditions" mb={4}>
          {words.tree}
        </Title>
        <ConditionTree {...tree} node={when} label={words.when} />
        {except !== null && <ConditionTree {...tree} node={except} label={words.except} />}
      </section>
    </Stack>
  );
}
