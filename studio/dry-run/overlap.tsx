import { Table, Text, Title } from "@mantine/core";
import type { CSSProperties } from "react";
import type { DryRunOverlap } from "../../api/index.ts";
import { formatCount } from "../text/format.ts";
import { text } from "../text/text.ts";
import { OverlapMatrix } from "./overlap-matrix.tsx";
import classes from "./dry-run-panel.module.css";

/** Which other rules match the same users, and what this one adds by itself. */
export function Overlap({ overlap }: { readonly overlap: DryRunOverlap }) {
  const { compared, matched, alone, rules, matrix, older } = overlap;
  const words = text.dryRun.overlap;
  const titles = new Map(rules.map(({ rule, title }) => [rule, title]));
  return (
    <section aria-labelledby="overlap">
      <Title order={3} size="h6" id="overlap">
        {words.title}
      </Title>
      <Text size="sm">{matched === 0 ? words.nobody : words.alone(alone, matched)}</Text>
      <Text size="xs" c="dimmed" mb="xs">
        {words.basis(compared)}
      </Text>
      {older > 0 && <Text size="sm">{words.older(older, compared)}</Text>}
      {rules.length > 0 && (
        <div className={classes["scroll"]}>
          <Table verticalSpacing={5} horizontalSpacing={6} aria-labelledby="overlap">
            <Table.Thead>
              <Table.Tr>
                <Table.Th scope="col">{words.columns.rule}</Table.Th>
                <Table.Th scope="col" className={classes["figure"]}>
                  {words.columns.both}
                </Table.Th>
                <Table.Th scope="col" className={classes["figure"]}>
                  {words.columns.onlyThis}
                </Table.Th>
                <Table.Th scope="col" className={classes["figure"]}>
                  {words.columns.onlyOther}
                </Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rules.map(({ rule, title, both, total }) => (
                <Table.Tr key={rule}>
                  <Table.Th scope="row" fw={400} className={classes["name"]}>
                    <span className={classes["ruleId"]}>{rule}</span> {title}
                  </Table.Th>
                  <Heat users={both} of={matched + total - both} />
                  <Heat users={matched - both} of={matched + total - both} />
                  <Heat users={total - both} of={matched + total - both} />
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      )}
      {matrix.rules.length > 2 && <OverlapMatrix matrix={matrix} titleOf={(id) => titles.get(id) ?? id} />}
    </section>
  );
}

/** One field of the matrix: the more of those that either matches, the warmer. */
function Heat({ users, of }: { readonly users: number; readonly of: number }) {
  return (
    <Table.Td
      className={classes["heat"]}
      // Custom properties are no part of React's own style type.
      style={{ "--heat": of === 0 ? 0 : users / of } as CSSProperties}
    >
      {formatCount(users)}
    </Table.Td>
  );
}
