import { Stack, Text, Title } from "@mantine/core";
import type { UserDetail } from "../../api/index.ts";
import { text } from "../text/text.ts";
import { WeightTag } from "../trust-score/weight-tag.tsx";
import classes from "./user-details.module.css";

export interface MatchedRulesProps {
  readonly rules: UserDetail["rules"];
}

/** Which rules rang for the user and what each weighed; those that count come first, as the server sorts them. */
export function MatchedRules({ rules }: MatchedRulesProps) {
  return (
    <Stack gap="xs">
      <Title order={3} size="h5">
        {text.user.matched}
      </Title>
      {rules.length === 0 ? (
        <Text c="dimmed">{text.user.noMatches}</Text>
      ) : (
        <ul className={classes["rules"]}>
          {rules.map((rule) => (
            <li key={rule.id} className={classes["rule"]}>
              <span className={classes["id"]}>{rule.id}</span>
              <span>{rule.title}</span>
              <WeightTag weight={rule.weight} />
              {rule.because !== null && <span className={classes["because"]}>{rule.because}</span>}
            </li>
          ))}
        </ul>
      )}
    </Stack>
  );
}
