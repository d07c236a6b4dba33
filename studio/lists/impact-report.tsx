import { Anchor, Table, Text } from "@mantine/core";
import type { IMPACT_CHANGES, ListImpact } from "../../api/index.ts";
import { formatCount } from "../text/format.ts";
import { text } from "../text/text.ts";
import { StatusBadge } from "../trust-score/status-badge.tsx";
import { TrustBadge } from "../trust-score/trust-badge.tsx";
import classes from "./lists-page.module.css";

export type CountedImpact = Extract<ListImpact, { readonly kind: "counted" }>;

export interface ImpactReportProps {
  readonly impact: CountedImpact;
  readonly change: (typeof IMPACT_CHANGES)[number];
  readonly onOpenUser: (name: string) => void;
}

/** Entries, users who have them, rules whose answers change, and whose score and status that moves. */
export function ImpactReport({ impact, change, onOpenUser }: ImpactReportProps) {
  const words = text.lists.impact;
  const { changing, unchanged, covered, users, judged, rules, touched, moves, named } = impact;
  return (
    <>
      <Text size="sm">{words.changing[change](changing, unchanged)}</Text>
      {covered !== null && changing > 0 && <Text size="sm">{words.covered(covered)}</Text>}
      {rules.length === 0 && <Text size="sm">{words.noReader}</Text>}
      {judged > 0 && (
        <>
          <Text size="sm" fw={600}>
            {words.touched(touched, judged, users)}
          </Text>
          <ReaderTable rules={rules} />
          {touched > 0 && moves.length === 0 && <Text size="sm">{words.noMoves}</Text>}
          {moves.map(({ from, to, users: moved }) => (
            <div key={`${from} ${to}`} className={classes["move"]}>
              <strong>{words.move(moved)}</strong>
              <StatusBadge status={from} />
              <span>{words.to}</span>
              <StatusBadge status={to} />
            </div>
          ))}
          {named.length > 0 && (
            <ul className={classes["people"]} aria-label={words.named}>
              {named.map(({ name, before, after, gained, lost }) => (
                <li key={name}>
                  <TrustBadge score={before} />
                  <span aria-hidden="true">→</span>
                  <TrustBadge score={after} />
                  <Anchor component="button" type="button" size="sm" ta="left" onClick={() => onOpenUser(name)}>
                    {name}
                  </Anchor>
                  <span className={classes["note"]}>{words.because(gained, lost)}</span>
                </li>
              ))}
            </ul>
          )}
          {touched > named.length && (
            <Text size="xs" c="dimmed">
              {words.more(touched - named.length)}
            </Text>
          )}
        </>
      )}
    </>
  );
}

function ReaderTable({ rules }: Pick<CountedImpact, "rules">) {
  const { rules: title, columns } = text.lists.impact;
  return (
    <Table verticalSpacing={3} horizontalSpacing={6} aria-label={title}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">{columns.rule}</Table.Th>
          <Table.Th scope="col" ta="right">
            {columns.before}
          </Table.Th>
          <Table.Th scope="col" ta="right">
            {columns.gained}
          </Table.Th>
          <Table.Th scope="col" ta="right">
            {columns.lost}
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rules.map(({ rule, before, gained, lost }) => (
          <Table.Tr key={rule}>
            <Table.Td fw={600}>{rule}</Table.Td>
            {[before, gained, lost].map((users, index) => (
              <Table.Td key={index} ta="right">
                {formatCount(users)}
              </Table.Td>
            ))}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
