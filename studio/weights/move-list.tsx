import { Anchor, Text } from "@mantine/core";
import type { SimulatedMove } from "../../api/index.ts";
import { text } from "../text/text.ts";
import { StatusBadge } from "../trust-score/status-badge.tsx";
import { TrustBadge } from "../trust-score/trust-badge.tsx";
import classes from "./weights-page.module.css";

export interface MoveListProps {
  /** The gravest first. */
  readonly moves: readonly SimulatedMove[];
  readonly onOpenUser: (name: string) => void;
}

/** Who would move from where to where, some of them by name. */
export function MoveList({ moves, onOpenUser }: MoveListProps) {
  const words = text.weightsPage.apply;
  if (moves.length === 0) return <Text size="sm">{words.nobodyMoves}</Text>;
  return (
    <ul className={classes["moves"]} aria-label={words.moves}>
      {moves.map(({ from, to, users, named }) => (
        <li key={`${from} ${to}`}>
          <div className={classes["move"]}>
            <strong>{words.move(users)}</strong>
            <StatusBadge status={from} />
            <span>{words.to}</span>
            <StatusBadge status={to} />
          </div>
          <ul className={classes["named-users"]}>
            {named.map(({ name, before, after }) => (
              <li key={name}>
                <TrustBadge score={before} />
                <span aria-hidden="true">→</span>
                <TrustBadge score={after} />
                <Anchor component="button" type="button" size="sm" ta="left" onClick={() => onOpenUser(name)}>
                  {name}
                </Anchor>
              </li>
            ))}
          </ul>
          {users > named.length && (
            <Text size="xs" c="dimmed">
              {words.more(users - named.length)}
            </Text>
          )}
        </li>
      ))}
    </ul>
  );
}
