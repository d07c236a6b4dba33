import { Loader, Select } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { userNamesQuery } from "../client/queries.ts";
import { useApp } from "../shell/use-app.ts";
import { text } from "../text/text.ts";

export interface UserSearchProps {
  /** Null before anybody is chosen. */
  readonly value: string | null;
  readonly onChange: (name: string) => void;
}

const PAUSE_MS = 200;

/** Any stored user, found by a part of the name; those seen last come first. */
export function UserSearch({ value, onChange }: UserSearchProps) {
  const [search, setSearch] = useState("");
  const [asked] = useDebouncedValue(search, PAUSE_MS);
  // What stands in the field after a choice is no search: everybody is offered.
  const { data = [], isFetching } = useQuery(userNamesQuery(useApp(), asked === value ? "" : asked));
  const names = value === null || data.includes(value) ? data : [value, ...data];
  const words = text.explainPanel;
  return (
    <Select
      searchable
      label={words.user}
      placeholder={words.userHint}
      leftSection={<IconSearch size={14} aria-hidden="true" />}
      rightSection={isFetching ? <Loader size={14} aria-label={words.searching} /> : undefined}
      nothingFoundMessage={words.nobodyFound}
      data={names}
      filter={({ options }) => options}
      value={value}
      searchValue={search}
      onSearchChange={setSearch}
      onChange={(name) => name !== null && onChange(name)}
      allowDeselect={false}
      maxDropdownHeight={320}
    />
  );
}
