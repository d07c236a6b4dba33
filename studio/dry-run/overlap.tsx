import { Table, Text, Title } from "@mantine/core";
import type { DryRunOverlap } from "../../api/index.ts";
import { formatCount } from "../text/format.ts";
import { text } from "../text/text.ts";
import classes from "./dry-run-panel.module.css";

/** Which other rules match the same users, and what this one adds by itself. */
export function Overlap({ overlap }: { readonly overlap: DryRunOverlap }) {
  const { compared, matched, alone, rules } = overlap;
  const words = text.dryRun.overlap;
  return (
    <section aria-labelledby="overlap">
      <Title order={3} size="h6" id="overlap">
        {words.title}
      </Title>
      <Text size="sm">{matched === 0 ? words.nobody : words.alone(alone, matched)}</Text>
      <Text size="xs" c="dimmed" mb="xs">
        {words.basis(compared)}
      </Text>
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
                    <span className={classes["share"]} aria-hidden="true">
                      <span style={{ width: `${(100 * both) / matched}%` }} />
                    </span>
                  </Table.Th>
                  <Table.Td className={classes["figure"]}>{formatCount(both)}</Table.Td>
                  <Table.Td className={classes["figure"]}>{formatCount(matched - both)}</Table.Td>
                  <Table.Td className={classes["figure"]}>{formatCount(total - both)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      )}
    </section>
  );
}
