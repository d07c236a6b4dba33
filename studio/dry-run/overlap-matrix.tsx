import { Table, Text, Title, VisuallyHidden } from "@mantine/core";
import type { CSSProperties } from "react";
import type { DryRunOverlap } from "../../api/index.ts";
import { formatCount, formatPercent } from "../text/format.ts";
import { text } from "../text/text.ts";
import classes from "./dry-run-panel.module.css";

export interface OverlapMatrixProps {
  readonly matrix: DryRunOverlap["matrix"];
  readonly titleOf: (rule: string) => string;
}

/** The asked rule and those nearest to it, each with each: whom both match, warmer where that is more of the row's rule. */
export function OverlapMatrix({ matrix: { rules, both }, titleOf }: OverlapMatrixProps) {
  const words = text.dryRun.overlap;
  return (
    <>
      <Title order={4} size="sm" mt="sm" id="overlap-matrix">
        {words.matrix}
      </Title>
      <Text size="xs" c="dimmed" mb={4}>
        {words.matrixHelp}
      </Text>
      {/* Wider than a narrow pane: by keyboard, too, it can be moved. */}
      <div className={classes["scroll"]} role="group" aria-labelledby="overlap-matrix" tabIndex={0}>
        <Table className={classes["matrix"]} aria-labelledby="overlap-matrix" withRowBorders={false}>
          <Table.Thead>
            <Table.Tr>
              <Table.Td />
              {rules.map((rule) => (
                <Table.Th key={rule} scope="col" className={classes["figure"]} title={titleOf(rule)}>
                  {rule}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rules.map((rule, i) => (
              <Table.Tr key={rule}>
                <Table.Th scope="row" title={titleOf(rule)}>
                  {rule}
                </Table.Th>
                {rules.map((column, j) => {
                  const users = both[i]?.[j] ?? 0;
                  const of = both[i]?.[i] ?? 0;
                  return (
                    <Table.Td
                      key={column}
                      className={classes["heat"]}
                      data-self={i === j || undefined}
                      // Custom properties are no part of React's own style type.
                      style={{ "--heat": of === 0 || i === j ? 0 : users / of } as CSSProperties}
                    >
                      {formatCount(users)}
                      {i !== j && (
                        <>
                          <span className={classes["part"]} aria-hidden="true">
                            {formatPercent(users, of)}
                          </span>
                          <VisuallyHidden> {words.share(users, of)}</VisuallyHidden>
                        </>
                      )}
                    </Table.Td>
                  );
                })}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
    </>
  );
}
