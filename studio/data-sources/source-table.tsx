import { Anchor, Table, Title } from "@mantine/core";
import { useMemo, useState } from "react";
import type { DataSource } from "../../api/index.ts";
import { SortHead } from "../dry-run/sort-head.tsx";
import { formatBytes, formatCount } from "../text/format.ts";
import { text } from "../text/text.ts";
import table from "../theme/table.module.css";
import classes from "./data-sources-page.module.css";
import { nextSourceSorting, SOURCE_COLUMNS, sortSources, type SourceSorting } from "./sort-sources.ts";
import { SourceStatus } from "./source-status.tsx";

export interface SourceTableProps {
  readonly sources: readonly DataSource[];
}

/** Every source of facts that is here, beside those that are asked over the network; what needs a look stands first. */
export function SourceTable({ sources }: SourceTableProps) {
  const [sorting, setSorting] = useState<SourceSorting>({ column: "status", descending: false });
  const shown = useMemo(
    () =>
      sortSources(
        sources.filter(({ network }) => network === null),
        sorting,
      ),
    [sources, sorting],
  );
  return (
    <section aria-labelledby="sources" className={classes["card"]}>
      <Title order={2} size="h4" id="sources">
        {text.dataSources.sources}
      </Title>
      <div className={classes["scroll"]}>
        <Table
          highlightOnHover
          verticalSpacing={6}
          horizontalSpacing={8}
          aria-labelledby="sources"
          className={table["stacked"]}
        >
          <Table.Thead>
            <Table.Tr>
              {SOURCE_COLUMNS.map((column) => (
                <SortHead
                  key={column}
                  label={text.dataSources.columns[column]}
                  sorted={sorting.column === column ? (sorting.descending ? "descending" : "ascending") : "none"}
                  onSort={() => setSorting(nextSourceSorting(sorting, column))}
                />
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {shown.map((source) => (
              <SourceRow key={`${source.kind} ${source.id}`} source={source} />
            ))}
          </Table.Tbody>
        </Table>
      </div>
    </section>
  );
}

function SourceRow({ source }: { readonly source: DataSource }) {
  const { id, title, version, kind, facts, licence, attribution, date, ageDays, size, entries } = source;
  const { columns } = text.dataSources;
  return (
    <Table.Tr>
      <Table.Td className={classes["name"]}>
        {title}
        <span className={classes["note"]}>{text.dataSources.named(id, version)}</span>
        <span className={classes["note"]}>{text.dataSources.tells(facts)}</span>
      </Table.Td>
      <Table.Td className={classes["short"]} data-label={columns.status}>
        <SourceStatus source={source} />
      </Table.Td>
      <Table.Td className={classes["short"]} data-label={columns.age}>
        {date === null || ageDays === null ? <Unknown /> : text.dataSources.age(ageDays)}
        {date !== null && <span className={classes["note"]}>{date.slice(0, 10)}</span>}
      </Table.Td>
      <Table.Td data-label={columns.licence}>
        {licence ?? <Unknown />}
        {attribution !== null && (
          <Anchor href={attribution.url} size="xs" display="block" rel="noreferrer" target="_blank">
            {attribution.text}
          </Anchor>
        )}
      </Table.Td>
      <Table.Td className={classes["short"]} data-label={columns.kind}>
        {text.dataSources.kind[kind]}
      </Table.Td>
      <Table.Td className={classes["number"]} data-label={columns.size}>
        {size === null ? <Unknown /> : formatBytes(size)}
      </Table.Td>
      <Table.Td className={classes["number"]} data-label={columns.entries}>
        {entries === null ? <Unknown /> : formatCount(entries)}
      </Table.Td>
    </Table.Tr>
  );
}

function Unknown() {
  return <span className={classes["note"]}>{text.common.unknown}</span>;
}
