import { Button, Group, Stack, Table, Text, Title } from "@mantine/core";
import type { QueryPlanAnswer } from "../../api/index.ts";
import { ErrorNote } from "../feedback/error-note.tsx";
import { formatCount, formatDuration, formatPercent } from "../text/format.ts";
import { text as words } from "../text/text.ts";
import classes from "./compiled-panel.module.css";
import { planRows, type PlanRow } from "./plan-rows.ts";
import { useQueryPlan, type CompiledQuestion } from "./use-compiled.ts";

/** How PostgreSQL would ask the rule, or did, step by step. */
export function QueryPlanCard(question: CompiledQuestion) {
  const plan = useQueryPlan(question);
  const { title, hint, plan: planOnly, run } = words.compiledPanel.queryPlan;
  return (
    <section aria-labelledby="query-plan-title">
      <Title order={3} size="h6" id="query-plan-title">
        {title}
      </Title>
      <Stack gap="xs">
        <Text size="sm" c="dimmed">
          {hint}
        </Text>
        <Group gap="xs">
          <Button
            size="xs"
            variant="default"
            loading={plan.isPending && plan.variables === false}
            onClick={() => plan.mutate(false)}
          >
            {planOnly}
          </Button>
          <Button
            size="xs"
            variant="default"
            loading={plan.isPending && plan.variables === true}
            onClick={() => plan.mutate(true)}
          >
            {run}
          </Button>
        </Group>
        {plan.isError && <ErrorNote error={plan.error} />}
        {plan.data?.kind === "planned" && <PlannedSteps plan={plan.data} />}
      </Stack>
    </section>
  );
}

function PlannedSteps({ plan }: { readonly plan: Extract<QueryPlanAnswer, { kind: "planned" }> }) {
  const { columns, planned, ran } = words.compiledPanel.queryPlan;
  return (
    <>
      <Text size="sm" role="status">
        {plan.executionMs === null ? "" : `${ran(plan.executionMs)} `}
        {plan.planningMs === null ? "" : planned(plan.planningMs)}
      </Text>
      <Table.ScrollContainer minWidth={420} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
        <Table verticalSpacing={4} aria-labelledby="query-plan-title">
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{columns.step}</Table.Th>
              <Table.Th scope="col" ta="right">
                {columns.cost}
              </Table.Th>
              <Table.Th scope="col" ta="right">
                {columns.rows}
              </Table.Th>
              {plan.executionMs !== null && (
                <Table.Th scope="col" ta="right">
                  {columns.took}
                </Table.Th>
              )}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {planRows(plan.root).map((row) => (
              <Step key={row.key} row={row} isMeasured={plan.executionMs !== null} />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </>
  );
}

function Step({ row, isMeasured }: { readonly row: PlanRow; readonly isMeasured: boolean }) {
  const { node, depth, share } = row;
  const { nothing, reads } = words.compiledPanel.queryPlan;
  const read = node.table ?? node.index;
  return (
    <Table.Tr>
      <Table.Td style={{ paddingInlineStart: `${0.4 + depth * 0.8}rem` }}>
        <div>{node.step}</div>
        {read !== null && (
          <div className={classes["reads"]}>
            {node.table !== null && node.index !== null ? reads(node.table, node.index) : read}
          </div>
        )}
      </Table.Td>
      <Table.Td ta="right">
        <div>{formatCount(Math.round(node.cost))}</div>
        <div className={classes["share"]}>
          <span>{formatPercent(Math.min(1, share), 1)}</span>
          <meter className={classes["bar"]} min={0} max={1} value={Math.min(1, share)} aria-hidden="true" />
        </div>
      </Table.Td>
      <Table.Td ta="right">{formatCount(Math.round(node.actual?.rows ?? node.rows))}</Table.Td>
      {isMeasured && (
        <Table.Td ta="right">{node.actual === null ? nothing : formatDuration(node.actual.milliseconds)}</Table.Td>
      )}
    </Table.Tr>
  );
}
