import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { listUsers } from "../../api/index.ts";
import { callApi } from "../client/call-api.ts";
import { useApp } from "../shell/use-app.ts";

const MOST_NAMES = 10;
const PAUSE_MS = 200;
const NOBODY: readonly string[] = [];

/** Names of stored users that hold a text; those seen last for an empty one. */
export function useUserNames(search: string): readonly string[] {
  const app = useApp();
  const [settled] = useDebouncedValue(search.trim(), PAUSE_MS);
  const { data } = useQuery({
    queryKey: ["user-names", app, settled],
    queryFn: async ({ signal }) => {
      const query = { app, limit: MOST_NAMES, ...(settled !== "" && { search: settled }) };
      return (await callApi(listUsers, { query }, { signal })).users.map(({ name }) => name);
    },
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  });
  return data ?? NOBODY;
}
