import { Anchor, Text, Title } from "@mantine/core";
import type { DryRunDifference } from "../../api/index.ts";
import { text } from "../text/text.ts";
import { TrustBadge } from "../trust-score/trust-badge.tsx";
import classes from "./dry-run-panel.module.css";

/** More would push the matching users off the screen. */
const SHOWN = 5;

export interface DifferenceProps {
  readonly difference: DryRunDifference;
  readonly onOpen: (name: string) => void;
}

/** Whom the text in the editor matches and the deployed one does not, and the other way round. */
export function Difference({ difference, onOpen }: DifferenceProps) {
  const { isNew, gained, lost } = difference;
  const words = text.dryRun.difference;
  const same = gained.count === 0 && lost.count === 0;
  return (
    <section aria-labelledby="difference">
      <Title order={3} size="h6" id="difference">
        {words.title}
      </Title>
      {isNew && (
        <Text size="xs" c="dimmed">
          {words.isNew}
        </Text>
      )}
      {same ? (
        <Text size="sm">{words.none}</Text>
      ) : (
        <div className={classes["sides"]}>
          <Side id="gained" label={words.gained(gained.count)} side={gained} onOpen={onOpen} />
          {!isNew && <Side id="lost" label={words.lost(lost.count)} side={lost} onOpen={onOpen} />}
        </div>
      )}
    </section>
  );
}

interface SideProps {
  readonly id: string;
  readonly label: string;
  readonly side: DryRunDifference["gained"];
  readonly onOpen: (name: string) => void;
}

function Side({ id, label, side: { count, users }, onOpen }: SideProps) {
  const shown = users.slice(0, SHOWN);
  return (
    <div>
      <Text size="sm" fw={600} id={`difference-${id}`}>
        {label}
      </Text>
      {shown.length > 0 && (
        <ul className={classes["people"]} aria-labelledby={`difference-${id}`}>
          {shown.map(({ name, score }) => (
            <li key={name}>
              <TrustBadge score={score} />
              <Anchor
                component="button"
                type="button"
                size="sm"
                ta="left"
                className={classes["name"]}
                onClick={() => onOpen(name)}
              >
                {name}
              </Anchor>
            </li>
          ))}
        </ul>
      )}
      {count > shown.length && (
        <Text size="xs" c="dimmed">
          {text.dryRun.difference.more(count - shown.length)}
        </Text>
      )}
    </div>
  );
}
