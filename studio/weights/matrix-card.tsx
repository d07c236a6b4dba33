import { Select, Switch, Text, TextInput, Title } from "@mantine/core";
import { IconFilter } from "@tabler/icons-react";
import { useMemo, useState } from "react";
import type { Preset } from "../../api/index.ts";
import { text } from "../text/text.ts";
import {
  CATEGORIES,
  matrixRows,
  type MatrixData,
  type MatrixFilter,
  type MatrixRule,
  type MatrixSorting,
} from "./matrix-rows.ts";
import { WeightsMatrix } from "./weights-matrix.tsx";
import classes from "./weights-page.module.css";

export interface MatrixCardProps {
  readonly rules: readonly MatrixRule[];
  readonly data: MatrixData;
  readonly presets: readonly Preset[];
  readonly selected: string | null;
  readonly onSelect: (id: string) => void;
}

/** The matrix below its filter. */
export function MatrixCard({ rules, data, presets, selected, onSelect }: MatrixCardProps) {
  const words = text.weightsPage.matrix;
  const [filter, setFilter] = useState<MatrixFilter>({ query: "", category: null, changedOnly: false });
  const [sorting, setSorting] = useState<MatrixSorting>({ column: "id", descending: false });
  const rows = useMemo(() => matrixRows(rules, data, filter, sorting), [rules, data, filter, sorting]);
  const present = CATEGORIES.filter((category) => rules.some((rule) => rule.category === category));
  return (
    <section className={classes["card"]} aria-labelledby="matrix">
      <div className={classes["filters"]}>
        <div>
          <Title order={2} size="h5" id="matrix">
            {words.title}
          </Title>
          <Text size="xs" c="dimmed" role="status">
            {words.count(rows.length, rules.length)}
          </Text>
        </div>
        <TextInput
          type="search"
          size="xs"
          aria-label={words.filter}
          placeholder={words.filterHint}
          leftSection={<IconFilter size={14} aria-hidden="true" />}
          value={filter.query}
          onChange={(event) => setFilter({ ...filter, query: event.currentTarget.value })}
        />
        <Select
          size="xs"
          aria-label={words.category}
          placeholder={words.allCategories}
          clearable
          data={present.map((category) => ({ value: category, label: text.rules.categories[category] }))}
          value={filter.category}
          onChange={(value) =>
            setFilter({ ...filter, category: CATEGORIES.find((category) => category === value) ?? null })
          }
        />
        <Switch
          size="sm"
          label={words.changedOnly}
          checked={filter.changedOnly}
          onChange={(event) => setFilter({ ...filter, changedOnly: event.currentTarget.checked })}
        />
      </div>
      {rows.length === 0 ? (
        <Text c="dimmed">{words.nothingFound}</Text>
      ) : (
        <WeightsMatrix
          rows={rows}
          data={data}
          presets={presets}
          sorting={sorting}
          selected={selected}
          onSort={setSorting}
          onSelect={onSelect}
        />
      )}
      <Text size="xs" c="dimmed" mt="xs">
        {words.keys}
      </Text>
    </section>
  );
}
