import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import {
  getListHistory,
  getListImpact,
  getRuntimeList,
  listRuntimeLists,
  type IMPACT_CHANGES,
} from "../../api/index.ts";
import { callApi } from "../client/call-api.ts";

/** The first part of the keys: a change of one list has all of them asked for again. */
export const LISTS = "lists";

/** Entries asked for at once; a search finds the others. */
export const MOST_SHOWN = 1_000;
export const CHANGES_SHOWN = 100;

export const listsQuery = (app: string) =>
  queryOptions({
    queryKey: [LISTS, app],
    queryFn: async ({ signal }) => (await callApi(listRuntimeLists, { query: { app } }, { signal })).lists,
  });

/** The entries added last first; those that contain `search`. */
export const entriesQuery = (app: string, name: string, search: string) =>
  queryOptions({
    queryKey: [LISTS, app, name, "entries", search],
    queryFn: ({ signal }) => {
      const query = { app, limit: MOST_SHOWN, ...(search !== "" && { search }) };
      return callApi(getRuntimeList, { params: { name }, query }, { signal });
    },
    placeholderData: keepPreviousData,
  });

export const historyQuery = (app: string, name: string) =>
  queryOptions({
    queryKey: [LISTS, app, name, "history"],
    queryFn: async ({ signal }) =>
      (await callApi(getListHistory, { params: { name }, query: { app, limit: CHANGES_SHOWN } }, { signal })).changes,
  });

/** Whom a change would touch; asked for nothing while there are no entries. */
export const impactQuery = (
  app: string,
  name: string,
  { change, entries }: { readonly change: (typeof IMPACT_CHANGES)[number]; readonly entries: readonly string[] },
) =>
  queryOptions({
    queryKey: [LISTS, app, name, "impact", change, entries],
    queryFn: ({ signal }) =>
      callApi(getListImpact, { params: { name }, query: { app }, body: { change, entries: [...entries] } }, { signal }),
    enabled: entries.length > 0,
    staleTime: 30_000,
    retry: false,
  });
