import { Stack, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { UserDetail } from "../../api/index.ts";
import { packQuery } from "../client/queries.ts";
import { useApp } from "../shell/use-app.ts";
import { text } from "../text/text.ts";
import { WeightTag } from "../trust-score/weight-tag.tsx";
import classes from "./user-details.module.css";

export interface MatchedRulesProps {
  /** Whom they matched. */
  readonly name: string;
  readonly rules: UserDetail["rules"];
}

/** Which rules rang for the user and what each weighed; those that count come first, as the server sorts them. */
export function MatchedRules({ name, rules }: MatchedRulesProps) {
  const { data: pack } = useQuery(packQuery(useApp()));
  const fileOf = (id: string) => pack?.files.find((file) => file.rules.some((rule) => rule.id === id))?.path;
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
              <ExplainLink rule={rule.id} file={fileOf(rule.id)} name={name} />
              {rule.because !== null && <span className={classes["because"]}>{rule.because}</span>}
            </li>
          ))}
        </ul>
      )}
    </Stack>
  );
}

interface ExplainLinkProps {
  readonly rule: string;
  /** Undefined while the pack is not there, and of a rule that left it. */
  readonly file: string | undefined;
  readonly name: string;
}

function ExplainLink({ rule, file, name }: ExplainLinkProps) {
  if (file === undefined) return null;
  return (
    <Link
      to="/rules"
      search={{ file, panel: "explain", who: name }}
      className={classes["explain"]}
      aria-label={text.explainPanel.inWorkbench(rule)}
      title={text.explainPanel.inWorkbench(rule)}
    >
      {text.explainPanel.inWorkbenchShort}
    </Link>
  );
}
