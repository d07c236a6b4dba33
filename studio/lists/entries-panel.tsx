import { Button, Group, Pagination, Skeleton, Text, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconListDetails, IconPlus, IconSearch, IconTrash } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { EmptyNote } from "../feedback/empty-note.tsx";
import { ErrorNote } from "../feedback/error-note.tsx";
import { text } from "../text/text.ts";
import { EntryTable } from "./entry-table.tsx";
import { entriesQuery } from "./list-queries.ts";
import { nextSorting, sortEntries, type EntrySorting } from "./sort-entries.ts";
import { RemoveDialog } from "./remove-dialog.tsx";

const DEBOUNCE_MS = 200;
const PAGE = 50;

export interface EntriesPanelProps {
  readonly app: string;
  readonly name: string;
  readonly onAdd: () => void;
}

/** What stands on the list: searched by the server, sorted and paged here, and taken off after a question. */
export function EntriesPanel({ app, name, onAdd }: EntriesPanelProps) {
  const words = text.lists.table;
  const [search, setSearch] = useState("");
  const [asked] = useDebouncedValue(search.trim(), DEBOUNCE_MS);
  const [sorting, setSorting] = useState<EntrySorting>({ column: "added", descending: true });
  const [page, setPage] = useState(1);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [removing, setRemoving] = useState(false);
  const { data, error, refetch } = useQuery(entriesQuery(app, name, asked));

  if (error !== null && data === undefined) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton h={240} aria-busy="true" aria-label={text.common.loading} role="status" />;
  const { list, entries } = data;
  const sorted = sortEntries(entries, sorting);
  const pages = Math.max(1, Math.ceil(sorted.length / PAGE));
  const at = Math.min(page, pages);
  return (
    <>
      <Group justify="space-between" mb="sm" gap="xs">
        <TextInput
          type="search"
          size="xs"
          aria-label={words.search}
          placeholder={words.searchHint}
          leftSection={<IconSearch size={14} aria-hidden="true" />}
          value={search}
          onChange={(event) => {
            setSearch(event.currentTarget.value);
            setPage(1);
          }}
        />
        <Group gap="xs">
          {selected.size > 0 && (
            <Button
              size="xs"
              color="red"
              variant="light"
              leftSection={<IconTrash size={14} aria-hidden="true" />}
              onClick={() => setRemoving(true)}
            >
              {words.remove(selected.size)}
            </Button>
          )}
          <Button size="xs" variant="default" leftSection={<IconPlus size={14} aria-hidden="true" />} onClick={onAdd}>
            {words.add}
          </Button>
        </Group>
      </Group>
      {entries.length === 0 ? (
        <EmptyNote
          icon={asked === "" ? IconListDetails : IconSearch}
          title={asked === "" ? words.none : words.noneFound(asked)}
          {...(asked === "" && { hint: words.noneHint })}
        />
      ) : (
        <>
          <Text size="xs" c="dimmed" role="status" mb="xs">
            {asked === "" ? words.shown(entries.length, list.entries) : words.found(entries.length)}
          </Text>
          <EntryTable
            entries={sorted.slice(PAGE * (at - 1), PAGE * at)}
            sorting={sorting}
            selected={selected}
            onSort={(column) => setSorting(nextSorting(sorting, column))}
            onSelect={setSelected}
          />
          {pages > 1 && (
            <Pagination
              mt="sm"
              size="sm"
              total={pages}
              value={at}
              onChange={setPage}
              aria-label={words.pages}
              getControlProps={(control) => ({ "aria-label": text.lists.pageControls[control] })}
            />
          )}
        </>
      )}
      <RemoveDialog
        app={app}
        name={name}
        entries={[...selected]}
        opened={removing}
        onClose={() => setRemoving(false)}
        onRemoved={() => {
          setRemoving(false);
          setSelected(new Set());
        }}
      />
    </>
  );
}
