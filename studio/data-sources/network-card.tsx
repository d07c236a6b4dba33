import { Anchor, Table, Text, Title } from "@mantine/core";
import type { DataSource, NetworkSource } from "../../api/index.ts";
import { formatCount, formatMoment } from "../text/format.ts";
import { text } from "../text/text.ts";
import table from "../theme/table.module.css";
import classes from "./data-sources-page.module.css";
import { SourceStatus } from "./source-status.tsx";

export interface NetworkCardProps {
  readonly sources: readonly DataSource[];
}

/** What leaves the machine when others are asked, to whom, and how that goes. */
export function NetworkCard({ sources }: NetworkCardProps) {
  const asked = sources.flatMap((source) => (source.network === null ? [] : [{ source, network: source.network }]));
  return (
    <section aria-labelledby="network" className={classes["card"]}>
      <Title order={2} size="h4" id="network">
        {text.dataSources.network.title}
      </Title>
      <Text c="dimmed" size="sm" mb="sm">
        {text.dataSources.network.hint}
      </Text>
      <div className={classes["scroll"]}>
        <Table
          highlightOnHover
          verticalSpacing={6}
          horizontalSpacing={8}
          aria-labelledby="network"
          className={table["stacked"]}
        >
          <Table.Thead>
            <Table.Tr>
              {text.dataSources.network.columns.map((column) => (
                <Table.Th key={column}>{column}</Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {asked.map(({ source, network }) => (
              <NetworkRow key={source.id} source={source} network={network} />
            ))}
          </Table.Tbody>
        </Table>
      </div>
    </section>
  );
}

function NetworkRow({ source, network }: { readonly source: DataSource; readonly network: NetworkSource }) {
  const { id, title, facts, licence, attribution } = source;
  const { sends, to, answered, unknown, remembered, waiting, lastAnswerAt, held } = network;
  const words = text.dataSources.network;
  const [, status, leaves, answers, last, terms] = words.columns;
  return (
    <Table.Tr>
      <Table.Td className={classes["name"]}>
        {title}
        <span className={classes["note"]}>{id}</span>
        <span className={classes["note"]}>{text.dataSources.tells(facts)}</span>
      </Table.Td>
      <Table.Td className={classes["short"]} data-label={status}>
        <SourceStatus source={source} />
        {held !== null && <span className={classes["note"]}>{words.held[held]}</span>}
      </Table.Td>
      <Table.Td className={classes["wrapped"]} data-label={leaves}>
        {sends}
        <span className={classes["note"]}>{words.to(to)}</span>
      </Table.Td>
      <Table.Td className={classes["number"]} data-label={answers}>
        {words.answered(answered, answered + unknown)}
        <span className={classes["note"]}>{words.remembered(remembered)}</span>
        {waiting > 0 && <span className={classes["note"]}>{words.waiting(formatCount(waiting))}</span>}
      </Table.Td>
      <Table.Td className={classes["short"]} data-label={last}>
        {lastAnswerAt === null ? <span className={classes["note"]}>{words.never}</span> : formatMoment(lastAnswerAt)}
      </Table.Td>
      <Table.Td data-label={terms}>
        {licence ?? <span className={classes["note"]}>{words.noTerms}</span>}
        {attribution !== null && (
          <Anchor href={attribution.url} size="xs" display="block" rel="noreferrer" target="_blank">
            {attribution.text}
          </Anchor>
        )}
      </Table.Td>
    </Table.Tr>
  );
}
