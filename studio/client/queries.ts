import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import {
  findSavedDryRun,
  getDataSources,
  getFieldTrail,
  getOverview,
  getPack,
  getPackState,
  getReScoring,
  getRetention,
  getScoreHistory,
  getSession,
  getSettings,
  getUser,
  listDrafts,
  listKeys,
  listBlacklist,
  listPresets,
  listWebhookMessages,
  listWebhooks,
  listUsers,
} from "../../api/index.ts";
import { callApi } from "./call-api.ts";

export const WHO = ["all", "accounts", "visitors"] as const;
export type Who = (typeof WHO)[number];
const ANONYMOUS = { all: {}, accounts: { anonymous: "false" }, visitors: { anonymous: "true" } } as const;

/** What the studio reads, once each: the key, the request and how long the answer is good for. `app` is an app's name. */
export const sessionQuery = () =>
  queryOptions({
    queryKey: ["session"],
    queryFn: ({ signal }) => callApi(getSession, {}, { signal }),
    staleTime: 60_000,
  });

/** Of all users, of visitors without an account, or of those with one. */
export const overviewQuery = (app: string, who: Who = "all") =>
  queryOptions({
    queryKey: who === "all" ? ["overview", app] : ["overview", app, who],
    queryFn: ({ signal }) => callApi(getOverview, { query: { app, ...ANONYMOUS[who] } }, { signal }),
    placeholderData: keepPreviousData,
    refetchInterval: 10_000,
  });

/** Looked at again soon: what was seen before may just be asked about. */
export const dataSourcesQuery = (app: string) =>
  queryOptions({
    queryKey: ["data-sources", app],
    queryFn: ({ signal }) => callApi(getDataSources, { query: { app } }, { signal }),
    refetchInterval: 10_000,
  });

export const keysQuery = (app: string) =>
  queryOptions({
    queryKey: ["keys", app],
    queryFn: ({ signal }) => callApi(listKeys, { query: { app } }, { signal }),
  });

export const packQuery = (app: string) =>
  queryOptions({
    queryKey: ["pack", app],
    queryFn: ({ signal }) => callApi(getPack, { query: { app } }, { signal }),
    staleTime: 60_000,
  });

/** Whether the pack is another one by now, and whether the files on the disk run. */
export const packStateQuery = () =>
  queryOptions({
    queryKey: ["pack-state"],
    queryFn: ({ signal }) => callApi(getPackState, {}, { signal }),
  });

/** The operator's own drafts, and who else has one of which file. */
export const draftListQuery = (app: string) =>
  queryOptions({
    queryKey: ["drafts", app],
    queryFn: ({ signal }) => callApi(listDrafts, { query: { app } }, { signal }),
  });

export const settingsQuery = (app: string) =>
  queryOptions({
    queryKey: ["settings", app],
    queryFn: ({ signal }) => callApi(getSettings, { query: { app } }, { signal }),
    staleTime: 60_000,
  });

/** Looked at often while it goes on. */
export const reScoringQuery = (app: string) =>
  queryOptions({
    queryKey: ["re-scoring", app],
    queryFn: ({ signal }) => callApi(getReScoring, { query: { app } }, { signal }),
    refetchInterval: ({ state: { data } }) => (data?.finishedAt === null && data.changedAt !== null ? 1_000 : 10_000),
  });

export const presetsQuery = () =>
  queryOptions({
    queryKey: ["presets"],
    queryFn: async ({ signal }) => (await callApi(listPresets, {}, { signal })).presets,
    staleTime: 60_000,
  });

export const userQuery = (app: string, name: string) =>
  queryOptions({
    queryKey: ["user", app, name],
    queryFn: ({ signal }) => callApi(getUser, { params: { name }, query: { app } }, { signal }),
  });

export const fieldTrailQuery = (app: string, name: string) =>
  infiniteQueryOptions({
    queryKey: ["field-trail", app, name],
    queryFn: ({ signal, pageParam }) =>
      callApi(
        getFieldTrail,
        { params: { name }, query: { app, limit: 20, ...(pageParam === null ? {} : { before: pageParam }) } },
        { signal },
      ),
    initialPageParam: null as string | null, // the first page has no name
    getNextPageParam: ({ next }) => next,
  });

/** The newest changes of a user's score. */
export const scoreHistoryQuery = (app: string, name: string) =>
  queryOptions({
    queryKey: ["user", app, name, "history"],
    queryFn: async ({ signal }) =>
      (await callApi(getScoreHistory, { params: { name }, query: { app } }, { signal })).entries,
  });

/** What a blacklisted user has that is not blacklisted itself. */
export const notListedQuery = (app: string, name: string) =>
  queryOptions({
    queryKey: ["user", app, name, "not-listed"],
    queryFn: async ({ signal }) =>
      (await callApi(listBlacklist, { query: { app, user: name, listed: "false" } }, { signal })).entries,
  });

/** Looked at again soon: messages are on their way. */
export const webhooksQuery = (app: string) =>
  queryOptions({
    queryKey: ["webhooks", app],
    queryFn: async ({ signal }) => (await callApi(listWebhooks, { query: { app } }, { signal })).webhooks,
    refetchInterval: 10_000,
  });

/** The newest messages to a webhook. */
export const webhookMessagesQuery = (app: string, id: number) =>
  queryOptions({
    queryKey: ["webhooks", app, id, "messages"],
    queryFn: async ({ signal }) =>
      (await callApi(listWebhookMessages, { params: { id }, query: { app } }, { signal })).messages,
    refetchInterval: 3_000,
  });

/** Looked at often while events are deleted. */
export const retentionQuery = (app: string) =>
  queryOptions({
    queryKey: ["retention", app],
    queryFn: ({ signal }) => callApi(getRetention, { query: { app } }, { signal }),
    refetchInterval: ({ state: { data } }) => (data?.run?.finished === null ? 1_000 : 10_000),
  });

/** Names to choose from, of those seen last first. */
export const userNamesQuery = (app: string, search: string) =>
  queryOptions({
    queryKey: ["user-names", app, search],
    queryFn: async ({ signal }) => {
      const query = { app, limit: 20, ...(search === "" ? {} : { search: search.slice(0, 100) }) };
      return (await callApi(listUsers, { query }, { signal })).users.map(({ name }) => name);
    },
    placeholderData: keepPreviousData,
  });

/** A dry-run that somebody kept for a link. */
export const savedDryRunQuery = (app: string, id: string) =>
  queryOptions({
    queryKey: ["saved-dry-run", app, id],
    queryFn: ({ signal }) => callApi(findSavedDryRun, { params: { id }, query: { app } }, { signal }),
    staleTime: Infinity,
  });
