import { useMutation, useQueryClient } from "@tanstack/react-query";
import { addListEntries, removeListEntries } from "../../api/index.ts";
import { callApi } from "../client/call-api.ts";
import { overviewQuery, reScoringQuery } from "../client/queries.ts";
import { LISTS } from "./list-queries.ts";

export interface Addition {
  readonly entries: readonly string[];
  readonly reason: string;
  /** ISO 8601; null is for good. */
  readonly expiresAt: string | null;
}

/** Adds entries to a list; whatever shows lists, scores or queues asks again. */
export function useAddEntries(app: string, name: string) {
  const refresh = useRefresh(app);
  return useMutation({
    mutationFn: ({ entries, reason, expiresAt }: Addition) =>
      callApi(addListEntries, {
        params: { name },
        query: { app },
        body: { entries: [...entries], reason: reason.trim() === "" ? null : reason, expiresAt },
      }),
    onSuccess: refresh,
  });
}

export function useRemoveEntries(app: string, name: string) {
  const refresh = useRefresh(app);
  return useMutation({
    mutationFn: ({ entries, reason }: Omit<Addition, "expiresAt">) =>
      callApi(removeListEntries, {
        params: { name },
        query: { app },
        body: { entries: [...entries], reason: reason.trim() === "" ? null : reason },
      }),
    onSuccess: refresh,
  });
}

function useRefresh(app: string): () => Promise<unknown> {
  const queryClient = useQueryClient();
  return () =>
    Promise.all(
      [[LISTS, app], overviewQuery(app).queryKey, reScoringQuery(app).queryKey, ["user", app]].map((queryKey) =>
        queryClient.invalidateQueries({ queryKey }),
      ),
    );
}
